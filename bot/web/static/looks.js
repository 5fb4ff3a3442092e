// The menu: letters and colours without reloading, and printing.

const root = document.documentElement;
const scheme = document.querySelector("meta[name=color-scheme]");
const KEPT = 400 * 24 * 3600;

function apply(name, value) {
  root.dataset[name] = value;
  scheme.content = { light: "light", dark: "dark" }[root.dataset.theme] ?? "light dark";
  const { theme, size } = root.dataset;
  document.cookie = `jiesu_look=${theme}.${size}; path=/; max-age=${KEPT}; samesite=lax`;
}

/** Make the menu work within the page. */
export function prepareMenu(menu) {
  const summary = menu.querySelector("summary");
  menu.querySelectorAll(".choices").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { name, value } = event.submitter;
      apply(name, value);
      form.querySelectorAll("button").forEach((button) => {
        button.setAttribute("aria-pressed", button.value === value);
      });
    });
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    summary.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
  });
  const printing = menu.querySelector("#print");
  printing.hidden = false;
  printing.addEventListener("click", () => {
    menu.open = false;
    window.print();
  });
}
