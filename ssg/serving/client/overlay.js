// What is wrong, over the page: it comes with the first problem and goes with the last.
// Problems quote strangers' files, so every text is set as text, in a shadow root that the page's styles leave alone.

const CLOSED = "ssg-closed"; // the problems that somebody has closed in this tab

export class Overlay {
  constructor(address) {
    this.address = address;
    this.asked = 0;
    this.isConnected = true;
    this.told = { errors: 0, warnings: 0, more: 0, problems: [] };
    this.host = element("div", "");
    this.host.id = "ssg-serve";
    this.host.setAttribute("translate", "no");
    const style = element("link", "");
    style.rel = "stylesheet";
    style.href = new URL("overlay.css", import.meta.url).href;
    this.content = element("div", "content");
    this.content.hidden = true;
    style.addEventListener("load", () => (this.content.hidden = false));
    this.host.attachShadow({ mode: "open" }).append(style, this.content);
    document.documentElement.append(this.host); // at once, so that the styles are there when the server is gone
  }

  // Shows what is wrong now; of two answers, the one that was asked for last.
  async refresh() {
    const turn = ++this.asked;
    const answer = await fetch(this.address, { cache: "no-store" }).catch(() => null);
    const told = answer?.ok ? await answer.json() : null;
    if (told && turn === this.asked) {
      this.told = told;
      this.show();
    }
  }

  setConnected(isConnected) {
    if (isConnected !== this.isConnected) {
      this.isConnected = isConnected;
      this.show();
    }
  }

  show() {
    const problems = this.told.problems;
    const closed = new Set(JSON.parse(sessionStorage.getItem(CLOSED) ?? "[]"));
    const isOpen = problems.some((each) => (each.severity === "error" || each.isNew) && !closed.has(each.key));
    const shown = [];
    if (isOpen) {
      shown.push(this.panel());
    } else if (problems.length || !this.isConnected) {
      shown.push(this.badge());
    }
    this.content.replaceChildren(...shown);
  }

  panel() {
    const panel = element("section", "panel");
    panel.setAttribute("aria-label", "Problems of the build");
    panel.setAttribute("role", "alert");
    const close = element("button", "close", "Close");
    close.type = "button";
    close.addEventListener("click", () => this.remember(this.told.problems.map((each) => each.key)));
    const head = element("header", "head");
    head.append(element("strong", "count", this.count()), close);
    const list = element("ol", "problems");
    list.append(...this.told.problems.map(item));
    panel.append(head, list);
    if (this.told.more) {
      panel.append(element("p", "more", `… and ${this.told.more} more; ssg check shows all`));
    }
    return panel;
  }

  badge() {
    const isError = this.told.errors > 0 || !this.isConnected;
    const badge = element("button", isError ? "badge error" : "badge", this.count());
    badge.type = "button";
    badge.addEventListener("click", () => this.remember(null));
    return badge;
  }

  // Keeps what was closed, or opens everything again.
  remember(keys) {
    if (keys) {
      sessionStorage.setItem(CLOSED, JSON.stringify(keys));
    } else {
      sessionStorage.removeItem(CLOSED);
      this.told.problems.forEach((each) => (each.isNew = true));
    }
    this.show();
  }

  count() {
    const { errors, warnings } = this.told;
    const counts = [
      [errors, "error"],
      [warnings, "warning"],
    ];
    const words = counts.filter(([count]) => count).map(([count, word]) => `${count} ${word}${count === 1 ? "" : "s"}`);
    return [...words, ...(this.isConnected ? [] : ["ssg serve does not answer"])].join(", ");
  }
}

function item(problem) {
  const row = element("li", `problem ${problem.severity}`);
  const first = element("p", "where");
  first.append(element("span", "severity", problem.severity), element("code", "path", problem.where));
  row.append(first, element("p", "message", problem.message));
  if (problem.excerpt) {
    row.append(source(problem.excerpt));
  }
  if (problem.hint) {
    row.append(element("p", "hint", problem.hint));
  }
  return row;
}

// The line, and below it the same text unseen, so that the caret stands right under any letters.
function source(excerpt) {
  const block = element("pre", "source");
  block.append(element("span", "before", excerpt.before), element("span", "rest", excerpt.rest));
  if (excerpt.has_place) {
    const under = element("span", "under");
    const unseen = element("span", "unseen", excerpt.before);
    unseen.setAttribute("aria-hidden", "true");
    under.append(unseen, element("span", "caret", "^"));
    block.append("\n", under);
  }
  return block;
}

function element(name, kind, text = "") {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = text;
  return made;
}
