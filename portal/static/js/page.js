// What htmx and HTML cannot do. Every page works without it.

// A choice that stands alone ("None of these") clears the others, and they clear it.
document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.type !== "checkbox" || !box.checked) return;
  const others = box.closest("fieldset")?.querySelectorAll(`input[type=checkbox][name="${CSS.escape(box.name)}"]`) ?? [];
  if (![...others].some((other) => other.hasAttribute("data-exclusive"))) return;
  for (const other of others) {
    if (other !== box && (box.hasAttribute("data-exclusive") || other.hasAttribute("data-exclusive"))) other.checked = false;
  }
}, true); // before htmx sends the group

// On a slow line savings meet. What was changed while an answer was on its way stays as it is; a saving that had to wait
// carries the page as it is now; a page that is sent meanwhile goes when the answer has come.
const state = (box) => (["checkbox", "radio"].includes(box.type) ? box.checked : box.value);
const sent = new WeakMap(); // box → its state in the latest saving
const underWay = new Map(); // form → how many savings are not answered yet
const waiting = new Map(); // form → the button that sends it then
document.addEventListener("htmx:before:request", ({ detail: { ctx: { request } } }) => {
  if (!request.form || !(request.body instanceof URLSearchParams)) return;
  request.body = new URLSearchParams(new FormData(request.form));
  for (const box of request.form.elements) sent.set(box, state(box));
  underWay.set(request.form, (underWay.get(request.form) ?? 0) + 1);
});
htmx.registerExtension("newer", {
  htmx_before_morph_node: (box) => !sent.has(box) || sent.get(box) === state(box),
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx: { request } } }) => {
  if (!underWay.has(request.form)) return;
  underWay.set(request.form, underWay.get(request.form) - 1);
  const button = waiting.get(request.form);
  if (underWay.get(request.form) > 0 || !button) return;
  waiting.delete(request.form);
  if (button.isConnected) request.form.requestSubmit(button);
});

// A second click on a form that is on its way sends nothing; coming back in history frees it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (underWay.get(form) > 0 && event.submitter) {
    event.preventDefault();
    waiting.set(form, event.submitter);
    return;
  }
  if (form.hasAttribute("data-sending")) event.preventDefault();
  form.setAttribute("data-sending", "");
  setTimeout(() => form.removeAttribute("data-sending"), 10_000); // the answer may have been a file, or none
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) form.removeAttribute("data-sending");
});

// Leaving or reloading right after a change: what is not saved yet is sent as one page, by a request that outlives this one;
// a reload, which may be quicker, puts it back and saves it. What says the same as what is saved is not written twice.
const LEFT = "left";
const MOST = 60_000; // bytes: browsers let 64 KiB outlive a page
const drawn = (box) => box.options ? ([...box.options].find((one) => one.defaultSelected) ?? box.options[0])?.value
  : ["checkbox", "radio"].includes(box.type) ? box.defaultChecked : box.defaultValue;
const revision = (box) => box.form.elements[`${box.name}.revision`]; // only an answer has one
const isUnsent = (box) => revision(box) && state(box) !== (sent.has(box) ? sent.get(box) : drawn(box));
addEventListener("beforeunload", (event) => {
  const form = document.querySelector("form[data-autosave]:not([data-sending])");
  const unsent = [...form?.elements ?? []].filter(isUnsent);
  sessionStorage.removeItem(LEFT); // of an earlier time, when the page stayed after all: it would bring back what is old by now
  if (!unsent.length && !underWay.get(form)) return;
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  body.set("act", "save:");
  const boxes = [...form.elements].filter((box) => sent.has(box) || isUnsent(box)).map((box) => [box.id, state(box)]);
  sessionStorage.setItem(LEFT, JSON.stringify([form.action, boxes]));
  const keepalive = String(body).length < MOST;
  const states = unsent.map((box) => [box, state(box)]);
  fetch(form.action, { method: "POST", body, keepalive, redirect: "manual" }).then((answer) => {
    if (answer.type !== "opaqueredirect") return; // and if the page is still here, as after a download, it has seen this
    for (const [box, was] of states) sent.set(box, was);
    for (const seen of new Set(unsent.map(revision))) seen.value++;
  }).catch(() => {});
  if (!keepalive || (unsent.length && underWay.get(form))) event.preventDefault(); // then better ask
});
setTimeout(() => { // after htmx has begun
  const [action, boxes] = JSON.parse(sessionStorage.getItem(LEFT)) ?? [];
  sessionStorage.removeItem(LEFT);
  if (document.querySelector("form[data-autosave]")?.action !== action) return;
  for (const [id, was] of boxes ?? []) {
    const box = document.getElementById(id);
    if (!box || state(box) === was) continue;
    box[typeof was === "boolean" ? "checked" : "value"] = was;
    if (box.type !== "radio" || was) box.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

// What a fragment wants to be heard is said once: <… data-announce>Two questions were added.</…>
document.addEventListener("htmx:after:swap", () => {
  const said = [...document.querySelectorAll("[data-announce]")].map((element) => {
    element.removeAttribute("data-announce");
    return element.textContent.trim();
  });
  if (said.length) document.getElementById("announcements").textContent = said.join(" ");
});

// A save that did not arrive is said where it is seen, until the next one arrives.
const tell = (words) => {
  const lost = document.getElementById("lost"); // looked up each time: a late sign-in puts another in its place
  lost.textContent = words;
  lost.hidden = !words;
};
const words = document.getElementById("announcements").dataset;
document.addEventListener("htmx:error", () => tell(words.unreachable));
document.addEventListener("htmx:after:request", (event) => {
  const status = event.detail.ctx?.response?.raw?.status ?? 0;
  tell(status >= 500 ? words.failed : "");
});
