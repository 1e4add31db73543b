// What is shown for an answer: the list of results, the keys that walk it, and the feed that is nearest.

import { listing } from "./engine.js";

const FURTHER = 50; // rows at a time, on request
const TAGS = 10; // of a listing, in its row: as in the theme's own
const MARK = /\{([a-z-]+)\}/g;

/** The list of results in their section. */
export function resultList(section, index, base) {
  const { content } = Object.assign(document.createElement("template"), { innerHTML: index.rows });
  const samples = [...content.querySelectorAll("[data-job]")];
  const list = samples[0].parentElement;
  const rowOf = rowMaker(samples, base);
  const place = section.querySelector(".found");
  const [empty, more] = [section.querySelector(".empty"), section.querySelector(".more button")];
  let answer;
  list.replaceChildren();
  place.append(content);

  function draw(count) {
    const from = list.children.length;
    const rows = [];
    for (let at = from; at < Math.min(from + count, answer.count); at++) rows.push(rowOf(listing(index, answer.row(at))));
    list.append(...rows);
    more.hidden = list.children.length >= answer.count;
    return rows[0];
  }
  more.addEventListener("click", () => draw(FURTHER)?.querySelector("a")?.focus());

  return {
    /** Show the first rows of an answer. */
    show(found, count) {
      answer = found;
      list.replaceChildren();
      place.hidden = !found.count;
      empty.hidden = found.count > 0;
      draw(count);
    },
    /** How many rows are shown. */
    shown: () => list.children.length,
    /** What the arrows walk: the first link of each row, and the button behind them. */
    stops: () => [...Array.from(list.children, (row) => row.querySelector("a")), ...(more.hidden ? [] : [more])],
  };
}

/** Show buttons in a list, each with its words and with what it does. */
export function showButtons(list, buttons) {
  const items = buttons.map(({ words, act }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", act);
    const item = document.createElement("li");
    item.append(button);
    return item;
  });
  list.replaceChildren(...items);
}

/** A function that leads a link to the feed that is nearest to a question. */
export function nearestFeed(link, index, base) {
  const [href, words] = [link.href, link.textContent];
  return (asked) => {
    const named = [
      ["companies", index.companies.find(({ slug }) => slug && slug === asked.get("company"))],
      ["tags", index.tags.find(({ slug }) => slug === asked.get("tag"))],
      ["countries", index.countries.find(({ code, slug }) => slug && code === asked.get("country"))],
    ].find(([, group]) => group);
    link.href = named ? `${base}${named[0]}/${encodeURIComponent(named[1].slug)}/feed.xml` : href;
    link.textContent = named ? `${words}: ${named[1].name}` : words;
  };
}

/** Let the arrows walk between a field and the results, Enter and the form's button lead there, and Escape back and out. */
export function walk(field, section, list) {
  const go = (stop, event) => {
    if (!stop) return;
    event.preventDefault();
    stop.focus();
  };
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "Enter") {
      if (event.key === "Enter") field.dispatchEvent(new Event("change", { bubbles: true }));
      go(list.stops()[0], event);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (!field.value) return field.blur();
      field.value = "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  field.form.addEventListener("submit", (event) => {
    field.dispatchEvent(new Event("change", { bubbles: true }));
    go(list.stops()[0] ?? field, event);
  });
  section.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") go(field, event);
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = list.stops();
    const row = event.target.closest("[data-job]");
    const at = stops.indexOf(row ? row.querySelector("a") : event.target);
    if (at >= 0) go(at + step < 0 ? field : stops[at + step], event);
  });
}

// Listings as rows of the page's own list. The markup of a row is made by the theme's own template, with a
// mark such as {title} for each value.

/** A function that makes the element of a row out of a listing; the samples are a full row and one with a summary. */
function rowMaker([full, bare], base) {
  return (listing) => {
    const says = listing.arrangement || listing.place || listing.pay;
    const row = (says || !listing.summary ? full : bare).cloneNode(true);
    const { name, slug } = listing.company;
    const addTags = takeTags(row);
    dated(row, listing);
    fill(row, {
      slug: listing.slug,
      title: listing.title,
      href: `${base}jobs/${encodeURIComponent(listing.slug)}/`,
      company: name,
      "company-href": slug && `${base}companies/${encodeURIComponent(slug)}/`,
      arrangement: listing.arrangement,
      place: listing.place,
      pay: listing.pay,
      summary: listing.summary,
    });
    addTags(listing.tags.slice(0, TAGS).map((tag) => ({ tag: tag.name, "tag-href": `${base}tags/${encodeURIComponent(tag.slug)}/` })));
    return row;
  };
}

/** Put values in the places of their marks, as text; a place without a value goes, with what is there for it alone. */
function fill(row, values) {
  const isEmpty = (text) => !marksIn(text).some((mark) => values[mark]);
  const texts = textsIn(row).filter((text) => marksIn(text.data).length);
  for (const text of texts) if (isEmpty(text.data) && row.contains(text)) remove(text, row, isEmpty);
  for (const text of texts) text.data = filled(text.data, values);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      if (!marksIn(value).length) continue;
      if (name === "href" && isEmpty(value)) element.replaceWith(...element.childNodes);
      else element.setAttribute(name, filled(value, values));
    }
  }
}

/** Take the sample of a tag out of a row; return a function that puts tags there, or takes their list away. */
function takeTags(row) {
  const sample = textsIn(row).find((text) => text.data.includes("{tag}"))?.parentElement.closest("li");
  if (!sample || sample === row) return () => {};
  const list = sample.parentElement;
  const mark = document.createComment("");
  sample.replaceWith(mark);
  return (tags) => {
    if (!tags.length) return list.remove();
    for (const values of tags) {
      const tag = sample.cloneNode(true);
      fill(tag, values);
      mark.before(tag);
    }
    mark.remove();
  };
}

/** Put the day of posting into its element, or take that away. */
function dated(row, { posted, postedInWords }) {
  const time = row.querySelector("time");
  if (!time) return;
  if (!posted) return remove(time.firstChild, row, (text) => !marksIn(text).length);
  time.dateTime = posted;
  time.textContent = postedInWords;
}

/** Remove a text, with the elements around it that hold nothing else, up to a paragraph or an item of a list. */
function remove(text, row, isEmpty) {
  let element = text.parentElement;
  while (!element.matches("p, li") && element.parentElement !== row && isEmpty(element.parentElement.textContent)) element = element.parentElement;
  element.remove();
}

/** The nodes of text in an element. */
function textsIn(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  return texts;
}

/** The names of the marks in a text. */
function marksIn(text) {
  return Array.from(text.matchAll(MARK), ([, mark]) => mark);
}

/** A text with values in the places of its marks. */
function filled(text, values) {
  return text.replace(MARK, (_, mark) => values[mark] ?? "");
}
