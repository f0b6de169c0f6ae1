// transfobot on another page, with one line:
//   <script src="https://…/embed.js" data-network="…" data-place="…" async></script>
// or, to say where: <transfobot-chat data-network="…" data-place="…"></transfobot-chat>
// It only makes a frame; what is asked and answered stays between the frame and its own server.
(() => {
  "use strict";
  const script = document.currentScript;
  const origin = new URL(script.src, document.baseURI).origin;
  const HEIGHT = 720;

  const address = (data) => {
    const query = new URLSearchParams({ eingebettet: "1" });
    if (data.network) query.set("netz", data.network);
    if (data.place) query.set("ort", data.place);
    if (data.language === "en") query.set("lang", "en");
    return `${origin}/?${query}`;
  };

  class TransfobotChat extends HTMLElement {
    connectedCallback() {
      if (this.firstElementChild) return;
      const frame = document.createElement("iframe");
      frame.src = address(this.dataset);
      frame.title = this.dataset.title || (this.dataset.language === "en" ? "transfobot: ask a question" : "transfobot: Fragen stellen");
      frame.loading = "lazy";
      frame.referrerPolicy = "origin";
      frame.allow = "clipboard-write";
      frame.width = "100%";
      frame.height = String(Number.parseInt(this.dataset.height, 10) || HEIGHT);
      // Set through the object model, which a page's own policy against inline styles allows.
      frame.style.border = "0";
      frame.style.maxWidth = "100%";
      this.style.display = "block";
      this.append(frame);
    }
  }

  if (!customElements.get("transfobot-chat")) customElements.define("transfobot-chat", TransfobotChat);

  const place = () => {
    if (document.querySelector("transfobot-chat")) return;
    const chat = document.createElement("transfobot-chat");
    Object.assign(chat.dataset, script.dataset);
    script.after(chat);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();
})();
