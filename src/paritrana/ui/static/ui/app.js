// Sugar only: every page works without this file.
(() => {
  "use strict";
  const words = (document.querySelector("[data-words]") || {dataset: {}}).dataset;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const token = () => (document.querySelector("[name=csrfmiddlewaretoken]") || {}).value || "";
  const announce = (text) => {
    const place = document.querySelector("[data-announcer]");
    if (place) place.textContent = text;
  };
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  document.addEventListener("htmx:config:request", (event) => {
    const request = event.detail.ctx.request;
    if (request.method !== "GET") request.headers["X-CSRFToken"] = token();
  });

  const prepare = (root) => {
    const urgent = root.querySelector("[data-focus]");
    if (urgent) urgent.focus();
    all("[data-copy]", root).forEach((button) => { button.hidden = !navigator.clipboard; });
    all("[data-countdown]", root).forEach(count);
    all("[data-desk-off]", root).forEach(keysOff);
    all("[data-desk]", root).forEach(desk);
    all("[data-slider]", root).forEach(slider);
  };
  document.addEventListener("htmx:after:swap", (event) => prepare(event.target.nodeType === 1 ? event.target : document));

  // A slider beside a number box: it moves the number, and asks for the page when it is let go.
  const slider = (box) => {
    const range = document.createElement("input");
    Object.assign(range, {type: "range", className: "form-range", min: box.min, max: box.dataset.slider, value: box.value});
    range.setAttribute("aria-label", ((box.labels && box.labels[0]) || box).textContent.trim());
    range.addEventListener("input", () => { box.value = range.value; });
    range.addEventListener("change", () => box.dispatchEvent(new Event("change", {bubbles: true})));
    box.addEventListener("input", () => { range.value = box.value; });
    box.removeAttribute("data-slider");
    box.after(range);
  };

  // Copy
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.parentNode.querySelector(".copy-text").textContent);
    const word = button.querySelector("[data-copy-word]");
    const before = word.textContent;
    word.textContent = words.copied;
    announce(words.copied);
    await wait(2500);
    word.textContent = before;
  });

  // A form with data-line is sent only over a line that stands, with a token that holds; else it stays as it is.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const {line, noLine, signedOut} = form.dataset;
    if (!line || form.dataset.tried) { delete form.dataset.tried; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const place = form.querySelector("[data-line-state]");
    place.hidden = true;
    const answer = await fetch(line, {headers: {"Accept": "application/json"}, cache: "no-store"}).catch(() => null);
    const told = answer && answer.ok && !answer.redirected && await answer.json().catch(() => null);
    if (told) {
      form.querySelector("[name=csrfmiddlewaretoken]").value = told.token;
      form.dataset.tried = "yes";
      form.requestSubmit(event.submitter);
      return;
    }
    place.textContent = answer ? signedOut : noLine;
    place.hidden = false;
  }, true);

  // One press, one post; the buttons wake again when the browser shows the page from its memory.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    form.dataset.leaving = "yes";
    if (form.method !== "post" || "again" in form.dataset || [...form.attributes].some((a) => a.name.startsWith("hx-"))) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    all("button", form).forEach((button) => button.setAttribute("aria-busy", "true"));
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) all("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      delete form.dataset.leaving;
      all("button", form).forEach((button) => button.removeAttribute("aria-busy"));
    });
  });

  // Unsaved changes
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && "guard" in form.dataset) form.dataset.changed = "yes";
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-changed]:not([data-leaving]), [data-state=saving], [data-state=failed]")) event.preventDefault();
  });

  // Autosave, one field at a time
  const say = (name, state, text) => {
    const place = document.querySelector(`[data-save-state="${CSS.escape(name)}"]`);
    if (place) { place.dataset.state = state; place.textContent = text; }
  };
  const recount = (form, name, value) => {
    const place = form.querySelector("[data-desk-count]");
    const criterion = form.querySelector(`[data-mark="${CSS.escape(name)}"]`);
    if (!place || !criterion) return;
    criterion.toggleAttribute("data-marked", value !== "");
    place.textContent = `${all("[data-marked]", form).length} / ${place.dataset.deskCount}`;
  };
  const turns = new Map();
  const send = async (form, name, turn) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    body.set("field", name);
    new FormData(form).getAll(name).forEach((value) => body.append("value", value));
    const headers = {"Accept": "application/json"};
    for (let pause = 2000; turns.get(name) === turn; pause = Math.min(pause * 2, 30000)) {
      try {
        const answer = await fetch(form.dataset.autosave, {method: "POST", body, headers});
        if (turns.get(name) !== turn) return;
        const told = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
        if (answer.ok && !answer.redirected) {
          say(name, "saved", [words.saved, told.saved].filter(Boolean).join(" "));
          recount(form, name, body.get("value") || "");
          return;
        }
        if (answer.status < 500) {
          say(name, "failed", (told.error && told.error.sentence) || told.error || words.unsaved);
          return;
        }
      } catch { /* tried again */ }
      say(name, "failed", words.failed);
      await wait(pause);
    }
  };
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    const name = event.target.name;
    if (!form || !form.dataset.autosave || !name) return;
    const turn = (turns.get(name) || 0) + 1;
    turns.set(name, turn);
    say(name, "saving", words.saving);
    send(form, name, turn);
  });

  // Countdown on the server's clock
  const two = (n) => String(n).padStart(2, "0");
  function count(line) {
    const end = Date.parse(line.dataset.countdown);
    const ahead = Date.parse(line.dataset.serverNow) - Date.now();
    const place = line.querySelector("[data-left]");
    const tick = () => {
      const left = Math.floor((end - Date.now() - ahead) / 1000);
      line.classList.toggle("is-soon", left < 3600);
      if (left <= 0) { place.textContent = words.over; clearInterval(timer); return; }
      const days = Math.floor(left / 86400);
      const hours = Math.floor(left / 3600) % 24;
      const minutes = Math.floor(left / 60) % 60;
      place.textContent = (days ? `${days} ${words.days} ` : "") + [hours, minutes, left % 60].map(two).join(":");
    };
    const timer = setInterval(tick, 1000);
    tick();
  }

  // The marking desk
  const inText = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
  function keysOff(off) {
    off.checked = localStorage.getItem("desk-keys") === "off";
    off.addEventListener("change", () => localStorage.setItem("desk-keys", off.checked ? "off" : "on"));
  }
  // One key presses one button or radio: data-key="s"
  document.addEventListener("keydown", (event) => {
    const off = document.querySelector("[data-desk-off]");
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || inText(event.target) || (off && off.checked)) return;
    const target = all("[data-key]").find((each) => each.dataset.key === event.key.toLowerCase());
    if (!target || target.disabled) return;
    event.preventDefault();
    target.focus();
    target.click();
  });
  function desk(place) {
    const criteria = all("[data-criterion]", place);
    const legend = document.querySelector("[data-desk-keys]");
    const off = document.querySelector("[data-desk-off]");
    let at = -1;
    const mark = (index) => {
      at = index;
      criteria.forEach((each, place) => each.classList.toggle("is-active", place === at));
    };
    const go = (step) => {
      if (!criteria.length) return;
      mark(Math.max(0, Math.min(criteria.length - 1, at + step)));
      const target = criteria[at].querySelector("input:checked") || criteria[at].querySelector("input, textarea");
      if (target) target.focus();
      criteria[at].scrollIntoView({block: "nearest"});
    };
    criteria.forEach((each, index) => each.addEventListener("focusin", () => mark(index)));
    const note = (box) => {
      if (!box) return;
      const folded = box.closest("details");
      if (folded) folded.open = true;
      box.focus();
    };
    const digit = (key) => {
      const radio = criteria[at].querySelector(`input[type=radio][value="${key}"]`);
      if (radio && !radio.disabled) { radio.focus(); radio.click(); return true; }
      const box = criteria[at].querySelector("input[type=number], input[inputmode]");
      if (box) { box.focus(); box.select(); }
      return false;
    };
    document.addEventListener("keydown", (event) => {
      if (!place.isConnected) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        const next = place.querySelector("[data-desk-next]");
        if (next) { event.preventDefault(); next.click(); }
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || inText(event.target) || (off && off.checked)) return;
      let done = true;
      if (event.key === "j") go(1);
      else if (event.key === "k") go(-1);
      else if (event.key === "?" && legend) legend.open = !legend.open;
      else if (event.key === "n" && at >= 0) note(criteria[at].querySelector("textarea"));
      else if (/^[0-9]$/.test(event.key) && at >= 0) done = digit(event.key);
      else return;
      if (done) event.preventDefault();
    });
    const tabs = all(".desk-tabs a");
    const show = (name) => {
      place.dataset.tab = name;
      tabs.forEach((tab) => tab.hash === "#" + name ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current"));
    };
    tabs.forEach((tab) => tab.addEventListener("click", (event) => { event.preventDefault(); show(tab.hash.slice(1)); }));
    if (tabs.length) show(place.dataset.open || (location.hash === "#rubrik" ? "rubrik" : "bukti"));
    all(".notice-bad a[href^='#']").forEach((link) => link.addEventListener("click", () => {
      const at = document.getElementById(link.hash.slice(1));
      if (at && at.closest("#rubrik")) show("rubrik");
    }));
  }

  prepare(document);
})();
