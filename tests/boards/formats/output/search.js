// The search of the front page: it waits here, and loads its parts and its data at the first key or tap.

const form = document.getElementById("search");
const status = form.querySelector("[role=status]");
const field = form.elements.q;
const PARTS = ["app", "engine", "form", "results", "words"];
let started;

/** Set the search going, once; after a failure to load it, the next key or tap tries again. */
function start() {
  started ??= load().then(
    ([data, open]) => open(data),
    () => {
      started = undefined;
      status.textContent = form.dataset.failed;
    },
  );
}

/** Return the data, and the function that takes them. */
async function load() {
  const slow = setTimeout(() => (status.textContent = form.dataset.loading), 2000);
  const data = fetch(form.dataset.index).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
  for (const name of PARTS) import(`./search/${name}.js`).catch(() => {}); // all asked for at once
  try {
    return await Promise.all([data, import("./search/app.js").then(({ prepare }) => prepare(form))]);
  } finally {
    clearTimeout(slow);
  }
}

for (const event of ["focusin", "pointerdown", "input"]) form.addEventListener(event, start);
form.addEventListener("submit", (event) => event.preventDefault());

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// An address that holds a question is answered at once.
if ([...new URLSearchParams(location.search)].some(([name, value]) => value && form.elements.namedItem(name))) start();
