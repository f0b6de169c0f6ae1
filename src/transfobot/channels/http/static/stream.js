// Ask the API and hand over its events: sentence, answer, error.

/**
 * Ask and call `on.sentence`, `on.answer` or `on.error` as events arrive.
 * Rejects with an AbortError when stopped, with another error when the connection breaks.
 */
export async function ask(question, signal, on) {
  const response = await fetch("/api/questions", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(question),
    signal,
  });
  const kind = response.headers.get("Content-Type") || "";
  if (!kind.startsWith("text/event-stream")) {
    const body = await response.json();
    if (response.ok) on.answer(body);
    else on.error(body);
    return;
  }
  let finished = false;
  const deal = ({ event, data }) => {
    if (event === "sentence") on.sentence(JSON.parse(data));
    if (event === "answer") on.answer(JSON.parse(data));
    if (event === "error") on.error(JSON.parse(data));
    finished = finished || event === "answer" || event === "error";
  };
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    blocks.map(parse).filter(Boolean).forEach(deal);
  }
  if (!finished) throw new Error("the stream ended early");
}

function parse(block) {
  let event = "message";
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length ? { event, data: data.join("\n") } : null;
}
