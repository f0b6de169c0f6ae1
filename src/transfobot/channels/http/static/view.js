// An answer on the page, built from the page's own templates. Texts only ever become text nodes.

import { day, evidenceLink, furtherNotes, links, localPath, parts, say } from "./words.js";

// As in turn.html: more than seven sources show their first five.
const MANY = 7;
const FIRST = 5;

/** A copy of a template's first element. */
export function copyOf(id) {
  return document.getElementById(id).content.cloneNode(true).firstElementChild;
}

function show(element, text) {
  element.textContent = text;
  element.hidden = false;
  return element;
}

/** Append a sentence with its marks; items go on in the list that is there. */
export function addSentence(said, sentence, answerId) {
  let last = null;
  for (const part of parts(sentence.text)) {
    last = document.createElement(part.listed ? "li" : "p");
    last.textContent = part.text;
    let into = said;
    if (part.listed) {
      into = said.lastElementChild?.tagName === "UL" ? said.lastElementChild : said.appendChild(document.createElement("ul"));
    }
    into.append(last);
  }
  // The marks of a list's head stand behind its lines.
  for (const number of last && !sentence.text.endsWith(":") ? sentence.citations : []) {
    const mark = document.createElement("a");
    mark.className = "mark";
    mark.textContent = number;
    mark.setAttribute("aria-label", say("source_marker", { number }));
    mark.href = `#beleg-${answerId}-${number}`;
    last.append(" ", mark);
  }
}

/** Fill an answer's article with the whole answer object. */
export function fill(article, answer, asked) {
  const find = (selector) => article.querySelector(selector);
  article.id = `antwort-${answer.answer_id}`;
  article.dataset.outcome = answer.outcome;
  const title = find("h3");
  title.id = `titel-${answer.answer_id}`;
  article.setAttribute("aria-labelledby", title.id);
  find(".waiting").remove();
  if (["partly", "no_source", "unsupported", "failed"].includes(answer.outcome)) {
    show(find(".badge"), say(`answer_${answer.outcome}`)).classList.add(answer.outcome);
  }
  const said = find(".said");
  said.replaceChildren();
  if (answer.language && answer.language !== document.documentElement.lang) said.lang = answer.language;
  answer.sentences.forEach((sentence) => addSentence(said, sentence, answer.answer_id));
  if (answer.clarification) {
    find(".clarify").hidden = false;
    if (answer.text.includes(answer.clarification.question)) find(".clarify > p").remove();
    else find(".clarify > p").textContent = answer.clarification.question;
    addChoices(find(".clarify .choices"), answer.clarification.options);
  }
  for (const notice of reveal(find(".notices"), answer.notices)) {
    find(".notices").append(Object.assign(document.createElement("p"), { textContent: notice }));
  }
  const sources = reveal(find(".sources"), answer.citations);
  const first = sources.length > MANY ? FIRST : sources.length;
  const [above, below] = article.querySelectorAll(".sources ol");
  sources.forEach((citation, place) => (place < first ? above : below).append(source(citation, answer.answer_id)));
  if (first === sources.length) find(".more").remove();
  else show(find(".more > summary"), say("sources_more", { count: sources.length - first })).parentElement.hidden = false;
  for (const one of reveal(find(".related"), answer.related)) {
    find(".related ul").append(related(one));
  }
  if (answer.office) office(find(".office"), answer, asked);
  addChoices(find(".next .choices"), reveal(find(".next"), answer.suggestions));
  find(".tools").hidden = false;
  const feedback = find(".feedback");
  feedback.dataset.answer = answer.answer_id;
  feedback.hidden = !asked.store || answer.outcome === "failed";
}

function reveal(part, items) {
  part.hidden = items.length === 0;
  return items;
}

function addChoices(list, options) {
  for (const option of options) {
    const button = document.createElement("button");
    button.type = "submit";
    button.setAttribute("form", "frage");
    button.name = "vorschlag";
    button.value = option;
    button.formNoValidate = true;
    button.textContent = option;
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
}

function source(citation, answerId) {
  const item = copyOf("v-quelle");
  item.id = `beleg-${answerId}-${citation.number}`;
  item.querySelector("[data-slot=number]").textContent = citation.number;
  item.querySelector(".title").textContent = citation.title;
  const meta = [];
  if (citation.page) meta.push(say("source_page", { page: citation.page }));
  if (citation.as_of) meta.push(say("source_as_of", { date: day(citation.as_of) }));
  if (["ended", "announced"].includes(citation.status)) meta.push(say(`source_${citation.status}`));
  item.querySelector(".meta").textContent = meta.join(" · ");
  if (citation.heading) show(item.querySelector(".heading"), citation.heading);
  item.querySelector("blockquote").textContent = citation.quote;
  const path = evidenceLink(citation);
  const open = item.querySelector("[data-slot=open]");
  if (!path) {
    open.remove();
  } else {
    open.hidden = false;
    open.querySelector("a").href = path;
    open.querySelector("[data-slot=of]").textContent = `: ${citation.title}`;
  }
  return item;
}

function related(one) {
  const item = document.createElement("li");
  const path = localPath(one.url);
  if (!path) {
    item.textContent = one.title;
    return item;
  }
  item.append(link(path, one.title, true));
  return item;
}

function link(target, text, elsewhere) {
  const anchor = Object.assign(document.createElement("a"), { href: target, textContent: text });
  if (elsewhere) {
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer nofollow";
    const hint = Object.assign(document.createElement("span"), { className: "tab", textContent: `(${say("new_tab")})` });
    anchor.append(" ", hint);
  }
  return anchor;
}

function office(card, answer, asked) {
  const about = answer.office;
  card.append(document.getElementById("v-stelle").content.cloneNode(true));
  card.hidden = false;
  card.classList.add(about.status);
  const find = (selector) => card.querySelector(selector);
  if (about.substitute) {
    find(".substitute").hidden = false;
    find(".substitute strong").textContent = about.substitute;
  }
  find(".organisation").textContent = about.organisation;
  if (["ended", "unverified"].includes(about.status)) show(find(".state"), say(`office_${about.status}`));
  if (about.reason) show(find(".reason"), about.reason);
  details(find("dl"), about);
  if (about.status !== "active" && !find("dl").hidden) {
    const date = day(about.verified_on);
    show(find(".lastknown"), date ? say("office_last_known_day", { date }) : say("office_last_known"));
  }
  const gaps = about.missing.filter((name) => ["phone", "email", "contact", "address", "website"].includes(name));
  if (gaps.length) {
    const what = gaps.map((name) => say(`missing_${name}`)).join(", ");
    show(find(".missing"), gaps.length === 5 ? say("office_missing_all") : say("office_missing", { what }));
  }
  for (const note of furtherNotes(about)) {
    find(".verified").before(Object.assign(document.createElement("p"), { className: "note", textContent: note }));
  }
  if (about.verified_on && about.status === "active") {
    show(find(".verified"), say("office_as_of", { date: day(about.verified_on) }));
  }
  const reachable = about.status === "active" && (about.phone || about.email);
  find(".do").textContent = say(reachable ? "office_next" : "office_next_form");
  const hidden = {
    frage: asked.question,
    antwort: answer.text,
    quellen: [...new Set(answer.citations.map((citation) => citation.title))].join("\n"),
    ort: asked.place || "",
    zielgruppe: asked.audience || "",
    stelle: about.id,
    gespraech: asked.store ? answer.conversation_id : "",
    antwort_id: answer.answer_id,
  };
  for (const [name, value] of Object.entries(hidden)) find(`input[name=${name}]`).value = value;
}

function details(list, about) {
  for (const name of ["contact", "phone", "email", "website", "address"]) {
    if (!about[name]) continue;
    const row = document.createElement("div");
    const term = Object.assign(document.createElement("dt"), { textContent: say(`office_${name}`) });
    const value = document.createElement("dd");
    const target = name === "contact" ? null : links[name](about[name]);
    if (target) value.append(link(target, about[name], name === "website"));
    else value.textContent = name === "contact" && about.role ? `${about.contact}, ${about.role}` : about[name];
    row.append(term, value);
    list.append(row);
    list.hidden = false;
  }
}
