// Light or dark as the reader's device has it, until the reader chooses; then as chosen, on every page.
// It holds up the drawing of the page, not the reading, so that nothing flashes. Without it the button stays hidden.
(() => {
  "use strict";
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");
  const own = new Map();

  const remembered = () => {
    try {
      const found = localStorage.getItem("theme");
      return found === "light" || found === "dark" ? found : "";
    } catch {
      return ""; // storage is forbidden
    }
  };

  const remember = (choice) => {
    try {
      if (choice) localStorage.setItem("theme", choice);
      else localStorage.removeItem("theme");
    } catch {
      // The choice then holds for this page.
    }
  };

  const ofDevice = () => (device.matches ? "dark" : "light");
  const shown = () => root.dataset.theme || ofDevice();

  const show = (choice) => {
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      if (!own.has(meta)) own.set(meta, meta.content);
    }
    const chosen = choice && [...own.keys()].find(({ media }) => media.includes(choice));
    for (const [meta, color] of own) meta.content = chosen ? own.get(chosen) : color;
    for (const button of document.querySelectorAll(".theme-switch")) {
      button.setAttribute("aria-pressed", String(shown() === "dark"));
    }
  };

  show(remembered());
  root.dataset.scripted = "";
  device.addEventListener("change", () => show(root.dataset.theme));
  addEventListener("storage", (event) => event.key === "theme" && show(remembered()));
  addEventListener("pageshow", (event) => event.persisted && show(remembered()));
  document.addEventListener("DOMContentLoaded", () => show(root.dataset.theme));
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".theme-switch")) return;
    const wanted = shown() === "dark" ? "light" : "dark";
    const choice = wanted === ofDevice() ? "" : wanted; // as the device has it: follow it again
    remember(choice);
    show(choice);
  });
})();
