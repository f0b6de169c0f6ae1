// Stored values as people read them and may click them: the same rules as render_words.py.

export const texts = JSON.parse(document.getElementById("texte").textContent);
const months = texts.months.split(" ");
const language = document.documentElement.lang;

/** A set phrase with its placeholders filled. */
export function say(key, values = {}) {
  return texts[key].replace(/\{([a-z_]+)\}/g, (_, name) => String(values[name]));
}

/** A sentence as [{text, listed}]: lines that follow each other stay one paragraph. */
export function parts(text) {
  const found = [];
  let goingOn = false;
  for (const line of text.split(/\r?\n/)) {
    const bullet = /^\s*(?:[-*•–▪◦]|\d{1,2}[.)])\s+(.*\S)\s*$/.exec(line);
    const shown = line.trim();
    if (bullet) found.push({ text: bullet[1], listed: true });
    else if (shown && goingOn) found[found.length - 1].text += `\n${shown}`;
    else if (shown) found.push({ text: shown, listed: false });
    goingOn = Boolean(shown) && !bullet;
  }
  return found;
}

/** The notes of an office, without one that only names the substitute again. */
export function furtherNotes(office) {
  const named = office.substitute;
  return (office.notes || []).filter((note) => !(named && note.includes(named) && note.length < named.length + 40));
}

/** `2026-01-15` as "15.01.2026", `2026-01` as "Januar 2026". */
export function day(asOf) {
  if (!asOf) return "";
  const parts = asOf.split("-");
  const month = Number(parts[1]);
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^\d+$/.test(part))) return asOf;
  if (month < 1 || month > 12) return asOf;
  if (parts.length === 2) return `${months[month - 1]} ${parts[0]}`;
  if (language === "de") return `${parts[2]}.${parts[1]}.${parts[0]}`;
  return `${Number(parts[2])} ${months[month - 1]} ${parts[0]}`;
}

/** The path of one of our own evidence pages; null for anything else. */
export function localPath(url) {
  const path = String(url).replace(/^https?:\/\/[^/]+/, "");
  return /^\/dok\/[\w-]{1,128}\/[\w-]{1,128}\/seite\/\d{1,6}(\?stelle=[\w.:%-]{1,256})?$/.test(path) ? path : null;
}

/** A quote as its length and a 32-bit FNV-1a sum: enough to find it again in its passage. */
export function quoteMark(quote) {
  let total = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(quote)) total = Math.imul(total ^ byte, 0x01000193);
  return `${[...quote].length}-${(total >>> 0).toString(16).padStart(8, "0")}`;
}

/** Our own page for a citation, with the quote itself marked. */
export function evidenceLink(citation) {
  const path = localPath(citation.url);
  return path && path.includes("?") ? `${path}&zitat=${quoteMark(citation.quote)}` : path;
}

/** Link targets of an office's details; null where it is not plainly what it says. */
export const links = {
  phone(number) {
    const digits = number.replace("(0)", "").replace(/[\s()/.–-]/g, "");
    return /^\+?\d{3,20}$/.test(digits) ? `tel:${digits}` : null;
  },
  email(address) {
    return /^[\w.+'-]{1,64}@[\w-]+(\.[\w-]+)+$/.test(address.trim()) ? `mailto:${address.trim()}` : null;
  },
  website(address) {
    const full = address.includes("://") ? address.trim() : `https://${address.trim()}`;
    if (!URL.canParse(full) || /[\s"'<>\\]/.test(full)) return null;
    const url = new URL(full);
    const named = /^(?=.{4,253}$)[\w-]+(\.[\w-]+)+$/.test(url.hostname);
    return ["http:", "https:"].includes(url.protocol) && named && !url.username ? full : null;
  },
  address() {
    return null;
  },
};
