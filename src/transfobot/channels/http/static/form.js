// After sending with errors: bring the list of errors to whoever reads by ear or keyboard.

document.getElementById("fehler")?.focus();
