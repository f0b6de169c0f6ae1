// The chat page with script: asks without leaving the page. Without it, the form does the same.

import { ask } from "./stream.js";
import { addSentence, copyOf, fill } from "./view.js";
import { say } from "./words.js";

const form = document.getElementById("frage");
const field = form.elements.frage;
const problem = document.getElementById("eingabe-fehler");
const send = document.getElementById("senden");
const stop = document.getElementById("anhalten");
const log = document.getElementById("gespraech");
const status = document.getElementById("ansage");
const SLOW = 3000;
let running = null;

if (!navigator.clipboard) {
  // A page without TLS may not write there.
  const within = [document, ...[...document.querySelectorAll("template")].map((one) => one.content)];
  for (const part of within) part.querySelectorAll("[data-does=copy]").forEach((button) => button.remove());
}
for (const element of document.querySelectorAll(".script-on")) element.hidden = false;
for (const element of document.querySelectorAll(".script-off")) element.hidden = true;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = event.submitter?.name === "vorschlag" ? event.submitter.value : "";
  begin(chosen || field.value.trim(), Boolean(chosen));
});

field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit(send);
});

stop.addEventListener("click", () => running?.abort());

log.addEventListener("click", (event) => {
  const mark = event.target.closest(".mark");
  if (mark) aim(event, mark);
  const button = event.target.closest("button[data-does]");
  if (button?.dataset.does === "print") window.print();
  if (button?.dataset.does === "copy") copy(button);
});

log.addEventListener("submit", (event) => {
  if (!event.target.matches(".feedback")) return;
  event.preventDefault();
  rate(event.target, event.submitter);
});

async function begin(text, chosen) {
  if (running) return;
  complain(text ? "" : say("question_empty"));
  if (!text) return field.focus();
  const asked = read(text);
  const [question, article] = addTurn(text);
  if (!chosen || field.value.trim() === text) field.value = "";
  running = new AbortController();
  working(true);
  const slow = setTimeout(() => announce(say("searching")), SLOW);
  try {
    await ask(asked.body, running.signal, {
      sentence: (sentence) => addSentence(article.querySelector(".said"), sentence, "neu"),
      answer: (answer) => finish(article, answer, asked),
      error: (body) => giveUp(question, article, text, body.detail || say("failed")),
    });
  } catch (error) {
    giveUp(question, article, text, say(error.name === "AbortError" ? "stopped" : "failed"));
  } finally {
    clearTimeout(slow);
    running = null;
    working(false);
  }
}

function read(text) {
  const store = !form.elements.vertraulich.checked;
  const body = { question: text, language: document.documentElement.lang, store };
  const optional = {
    conversation_id: form.elements.gespraech.value,
    audience: form.elements.zielgruppe.value,
    place: form.elements.ort.value.trim(),
  };
  for (const [name, value] of Object.entries(optional)) if (value) body[name] = value;
  return { body, question: text, store, audience: optional.audience, place: optional.place };
}

function addTurn(text) {
  document.getElementById("beispiele")?.remove();
  const question = copyOf("v-frage");
  question.querySelector("[data-slot=question]").textContent = text;
  const article = copyOf("v-antwort");
  log.append(question, article);
  question.scrollIntoView({ block: "start" });
  return [question, article];
}

function finish(article, answer, asked) {
  fill(article, answer, asked);
  if (asked.store) keep(answer.conversation_id);
  document.getElementById("danach").hidden = false;
  send.textContent = say("ask_next");
  const spoken = answer.sentences.map((sentence) => sentence.text).join(" ");
  const question = answer.clarification?.question || "";
  const asking = question && !spoken.includes(question) ? ` ${question}` : "";
  announce(say("announced", { text: spoken + asking, count: answer.citations.length }));
}

function keep(conversation) {
  form.elements.gespraech.value = conversation;
  const path = `/gespraech/${encodeURIComponent(conversation)}`;
  // A reload or the way back from another page shows the conversation again.
  history.replaceState(null, "", path + new URL(form.action).search);
  const other = new URL(document.querySelector("a.language").href);
  document.querySelector("a.language").href = path + other.search;
  const remove = document.getElementById("loeschen");
  remove.action = `${path}/loeschen${new URL(form.action).search}`;
  remove.hidden = false;
}

function giveUp(question, article, text, sentence) {
  question.remove();
  article.remove();
  if (!field.value.trim()) field.value = text;
  complain(sentence);
  announce(sentence);
  field.focus();
}

function complain(sentence) {
  problem.textContent = sentence;
  problem.hidden = !sentence;
  if (sentence) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

function working(yes) {
  const lost = document.activeElement === stop;
  stop.hidden = !yes;
  send.setAttribute("aria-disabled", String(yes));
  if (!yes && lost) field.focus();
}

function announce(sentence) {
  status.textContent = sentence;
}

function aim(event, mark) {
  const item = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  if (!item) return;
  event.preventDefault();
  for (const other of log.querySelectorAll(".aimed")) other.classList.remove("aimed");
  item.classList.add("aimed");
  const folded = item.closest(".more");
  if (folded) folded.open = true;
  item.querySelector("details").open = true;
  item.querySelector("summary").focus();
}

function copy(button) {
  const article = button.closest(".answer");
  const lines = [article.querySelector(".said").innerText.trim()];
  for (const item of article.querySelectorAll(".sources li")) {
    const parts = [".number", ".title", ".meta"].map((one) => item.querySelector(one).textContent.trim());
    const open = item.querySelector("a")?.href || "";
    lines.push(`[${parts[0].replace(/\D/g, "")}] ${parts[1]}${parts[2] ? ` (${parts[2]})` : ""} ${open}`.trim());
  }
  const before = button.textContent;
  const told = (sentence) => {
    button.textContent = sentence;
    announce(sentence);
    setTimeout(() => (button.textContent = before), 2500);
  };
  navigator.clipboard.writeText(lines.join("\n")).then(() => told(say("copied")), () => told(say("copy_failed")));
}

async function rate(feedback, button) {
  const data = new FormData(feedback);
  const body = { rating: button?.value || "down" };
  if (data.get("grund")) body.reason = data.get("grund");
  if (data.get("anmerkung")?.trim()) body.comment = data.get("anmerkung").trim();
  const answer = feedback.dataset.answer || data.get("antwort_id");
  const thanks = feedback.querySelector(".thanks");
  let sentence = say("failed");
  try {
    const response = await fetch(`/api/answers/${encodeURIComponent(answer)}/feedback`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    sentence = say(response.ok ? "feedback_thanks" : "feedback_unknown");
    if (response.ok) mark(feedback, body);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  thanks.textContent = sentence;
  thanks.hidden = false;
  announce(sentence);
}

function mark(feedback, body) {
  for (const button of feedback.querySelectorAll("fieldset > button")) {
    button.setAttribute("aria-pressed", String(button.value === body.rating));
  }
  feedback.querySelector(".why")?.remove();
  if (body.rating !== "down" || body.reason || body.comment) return;
  const why = document.createElement("div");
  why.className = "why";
  why.append(document.getElementById("v-gruende").content.cloneNode(true));
  for (const named of why.querySelectorAll("[id], [for]")) {
    const name = named.id ? "id" : "for";
    named.setAttribute(name, `${named.getAttribute(name)}-${feedback.dataset.answer}`);
  }
  feedback.append(why);
}
