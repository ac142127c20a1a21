// What the pages can do with a script; every one of them works without it.
import htmx from "htmx.org";
import Alpine from "@alpinejs/csp";

window.htmx = htmx;
window.Alpine = Alpine;

Alpine.start();

// A form is sent once, however often its button is pressed; the server answers a repeat alike all the same.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

// A picture that is larger than may be sent is made smaller before it leaves the phone.
document.addEventListener("change", async (event) => {
  const input = event.target;
  const file = input.files?.[0];
  if (!file || !input.dataset.most || file.size <= Number(input.dataset.most) || !file.type.startsWith("image/")) return;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, 2400 / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
    const held = new DataTransfer();
    held.items.add(new File([small], "picture.jpg", { type: small.type }));
    input.files = held.files;
  } catch {
    // What is no picture is sent as it is: the server says what is wrong with it.
  }
});

// A page left alone is covered at the very time at which the server locks it.
const idle = Number(document.body.dataset.idle || 0) * 1000;
if (idle) {
  let last = Date.now();
  let told = Date.now();
  const token = document.querySelector("meta[name=csrf]")?.content;
  for (const sign of ["keydown", "pointerdown", "scroll"]) {
    addEventListener(sign, () => {
      last = Date.now();
      if (last - told > idle / 5) {
        told = last;
        fetch(document.body.dataset.alive, { method: "POST", headers: { "X-CSRF-Token": token } });
      }
    }, { passive: true });
  }
  setInterval(() => {
    if (Date.now() - last > idle) location.assign(document.body.dataset.lock);
  }, 5000);
}
