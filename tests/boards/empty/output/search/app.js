// The search at work: what is asked, and what is shown for it.

import { answer, learn, opened } from "./engine.js";
import { addressOf, asks, fill, filterChoices, filtersIn, questionOf, waysOut } from "./form.js";
import { nearestFeed, resultList, showButtons, walk } from "./results.js";
import { languageOf, namesByScript, usualNames, withoutBarred } from "./words.js";

const FIRST = 20; // results shown at once
const PAUSE = 250; // milliseconds without a key after which the address is brought up to date
const LATER = 50; // milliseconds behind an answer that the counts of the filters follow
const SAMPLES = [100, 11, 5, 3, 2, 1, 0]; // numbers whose words the form brings, so that each language has its plurals

/** A function that sets the search going in a form, given what search.json holds; the rest is made ready before that is here. */
export function prepare(form) {
  const language = languageOf(document.documentElement.lang);
  const say = counter(form.dataset, language);
  const names = usualNames(navigator.languages);
  return (data) => open(form, opened(data, names), say, language);
}

function open(form, index, say, language) {
  const { q: field } = form.elements;
  const section = document.getElementById("search-results");
  const others = behind(section);
  const details = form.querySelector("details");
  const status = form.querySelector("[role=status]");
  const badge = details.querySelector(".filters-set");
  const list = resultList(section, index, form.dataset.base);
  const less = section.querySelector(".less") ?? document.createElement("ul"); // a theme of one's own may be without
  const feed = nearestFeed(section.querySelector(".feed a"), index, form.dataset.base);
  const filters = filterChoices(form, index, language);
  const texts = form.dataset.texts && inTexts(form.dataset.texts, index);
  const furtherNames = namesByScript();
  let known = {}; // what was last found in the texts of listings, and for which words
  let typing;
  let counting;
  let lessening;

  function answered(asked) {
    const question = questionOf(asked, index);
    return answer(index, { ...question, inTexts: known.words === question.words ? known.rows : [] });
  }

  /** Show what answers the form, or the page as it is where that asks nothing. */
  function show(count = FIRST) {
    learn(index, furtherNames(field.value));
    const asked = asks(form);
    const found = answered(asked);
    const set = filtersIn(asked).length;
    section.hidden = ![...asked].length;
    for (const other of others) other.hidden = !section.hidden;
    form.classList.toggle("is-asked", !section.hidden);
    list.show(section.hidden ? { count: 0 } : found, count);
    status.textContent = section.hidden ? "" : say(found.count);
    feed(asked);
    badge.textContent = set;
    badge.hidden = !set;
    clearTimeout(counting);
    if (details.open) counting = setTimeout(filters.refresh, LATER, found.tallies);
    clearTimeout(lessening);
    showButtons(less, []);
    lessening = found.count ? 0 : setTimeout(offerLess, PAUSE, asked);
  }

  /** Where nothing is found, offer the ways out that find listings. */
  async function offerLess(asked) {
    const turn = lessening;
    const buttons = [];
    for (const way of waysOut(asked, form, index, filters.labelOf)) {
      await new Promise((next) => setTimeout(next)); // so that a key need not wait for all of them
      if (turn !== lessening) return;
      const { count } = answered(way.asked);
      if (count) buttons.push({ words: `${way.label} (${say(count)})`, act: () => take(way.asked) });
    }
    showButtons(less, buttons);
  }

  /** Ask something else. */
  function take(asked) {
    fill(form, asked, filters.labelOf);
    show();
    remember(false);
    list.stops()[0]?.focus();
  }

  /** Bring the address up to date, and look further for what is typed; what is typed in one go is one step back. */
  function remember(isTyping) {
    clearTimeout(typing);
    const address = addressOf(asks(form), form);
    if (address !== location.href) {
      const goesOn = isTyping && history.state?.isTyping;
      history[goesOn ? "replaceState" : "pushState"]({ isTyping }, "", address);
    } else if (history.state?.isTyping && !isTyping) {
      history.replaceState({ isTyping }, "");
    }
    lookFurther();
  }

  /** Look for the words in the texts as well, where the site has an index of them; show what that adds. */
  async function lookFurther() {
    const words = field.value.trim();
    const wanted = withoutBarred(words).join(" "); // what must not be met is the index's to know
    if (!texts || !wanted || known.words === words) return;
    const rows = await texts(wanted);
    if (field.value.trim() !== words) return;
    known = { words, rows };
    if (rows.length) show(Math.max(list.shown(), FIRST));
  }

  /** Show what the address asks, with words that were typed in the place of its own. */
  function readAddress(typed = "") {
    clearTimeout(typing);
    const asked = new URLSearchParams(location.search);
    if (typed) asked.set("q", typed);
    fill(form, asked, filters.labelOf);
    show(history.state?.shown || FIRST);
    lookFurther();
  }

  form.addEventListener("input", ({ target }) => {
    if (target !== field) return;
    show();
    clearTimeout(typing);
    typing = setTimeout(remember, PAUSE, true);
  });
  form.addEventListener("change", ({ target }) => {
    if (target !== field) show();
    remember(false);
  });
  form.addEventListener("reset", () => {
    field.focus();
    setTimeout(() => {
      show();
      remember(false);
    });
  });
  form.addEventListener("focusout", ({ target }) => {
    if (details.open && target.matches("select")) filters.late();
  });
  details.addEventListener("toggle", () => details.open && show(list.shown() || FIRST));
  walk(field, section, list);
  addEventListener("popstate", () => readAddress());
  addEventListener("pagehide", () => {
    if (!section.hidden) history.replaceState({ ...history.state, shown: list.shown(), top: scrollY }, "");
  });

  form.querySelector("fieldset").disabled = false;
  const typed = field.value; // while all this loaded
  const top = history.state?.top;
  readAddress(typed);
  if (typed) typing = setTimeout(remember, PAUSE, true);
  else if (top) scrollTo({ top, behavior: "instant" });
}

/** A function that looks for words in the texts of listings; its code loads when it is first called. */
function inTexts(folder, index) {
  const loaded = () => import("./texts.js").then(({ openTexts }) => openTexts(folder, index, turn++));
  let opened;
  let turn = 0;
  return async (words) => {
    try {
      return await (await (opened ??= loaded()))(words);
    } catch {
      opened = undefined; // what rows say is found all the same; the next words try again
      return [];
    }
  };
}

/** What stands behind an element in the page, to make way for it. */
function behind(element) {
  const found = [];
  for (let next = element.nextElementSibling; next; next = next.nextElementSibling) if (next.tagName !== "SCRIPT") found.push(next);
  return found;
}

/** A function that says a number of listings in the page's language. */
function counter(words, language) {
  const numbers = new Intl.NumberFormat(language);
  const rules = new Intl.PluralRules(language);
  rules.select(numbers.format(0).length); // what is slow at its first use is used while the data are on their way
  return (count) => {
    const alike = (each) => rules.select(each) === rules.select(count);
    const sample = SAMPLES.find((each) => each === count) ?? SAMPLES.find(alike) ?? SAMPLES[0];
    return words[`count-${sample}`].replace("{count}", numbers.format(count));
  };
}
