// What is asked, by the fields of the form and by the address, which carries the same names; and what the filters offer.

import { amountIn } from "./engine.js";
import { typedIn } from "./words.js";

const FILTERS = ["country", "work", "tag", "company", "type", "posted", "pay"];
const MOST = 200; // choices of one filter: the largest, of what the rest of the question leaves
const STEPS = 12; // amounts of pay, at most
// Pay as it is typed: 60k, $60,000, 60.000€, EUR60k+, 50-60k, $50/h. Small numbers are none, for they count years and more.
const PAY = /^(\p{Sc}|[a-z]{3})?(\d{1,3}(?:[.,'’]\d{3})+|\d+(?:[.,]\d{1,2})?)(k?)(?:[-–]\p{Sc}?[\d.,]+(k?))?(\p{Sc}|[a-z]{3,7})?(\/h|\/hr|\/hour)?\+?$/iu;
const LEAST = 10_000; // a year
const HOURS = 2080; // in a year, as docs/search.md has it
const SIGNS = { "€": ["EUR"], EURO: ["EUR"], EUROS: ["EUR"], "$": ["USD", "CAD", "AUD", "NZD", "SGD"], DOLLARS: ["USD", "CAD", "AUD"], "£": ["GBP"], "¥": ["JPY", "CNY"], "₹": ["INR"], "₽": ["RUB"], "₩": ["KRW"], "₺": ["TRY"], "₴": ["UAH"], "₪": ["ILS"] };

/** What the form asks, as the address says it; empty where it asks nothing. */
export function asks(form) {
  const { pay, currency } = form.elements;
  const isSaid = ([name, value]) => value.trim() && (name !== "currency" || (pay.value && currency.selectedIndex > 0));
  return new URLSearchParams([...new FormData(form)].filter(isSaid).map(([name, value]) => [name, value.trim()]));
}

/** The same as the index takes it. */
export function questionOf(asked, index) {
  const posted = asked.get("posted");
  return {
    words: asked.get("q") ?? "",
    country: asked.get("country"),
    work: asked.getAll("work"),
    tag: asked.get("tag"),
    company: asked.get("company"),
    type: asked.get("type"),
    pay: Number(asked.get("pay")),
    currency: asked.get("currency") ?? index.currencies[0],
    since: posted && daysAgo(posted),
  };
}

/** Which filters are set. */
export function filtersIn(asked) {
  return FILTERS.filter((name) => asked.has(name));
}

/** The address of what is asked; what else the address says stays. */
export function addressOf(asked, form) {
  const address = new URL(location.href);
  for (const { name } of form.elements) if (name) address.searchParams.delete(name);
  for (const [name, value] of asked) address.searchParams.append(name, value);
  return address.href;
}

/** Fill the form with what is asked; nothing of it is more than a value. */
export function fill(form, asked, labelOf) {
  const { q, work, posted, pay, currency } = form.elements;
  q.value = asked.get("q") ?? "";
  for (const box of work) box.checked = asked.getAll("work").includes(box.value);
  for (const select of [posted, currency]) {
    select.value = asked.get(select.name) ?? "";
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }
  for (const name of ["country", "tag", "company", "type"]) choose(form.elements[name], asked.get(name) ?? "", labelOf);
  const amount = asked.get("pay") ?? "";
  choose(pay, /^[1-9]\d{0,11}$/.test(amount) ? amount : "", labelOf);
}

/** Choose a value of a select; one that it does not offer is offered then. */
function choose(select, value, labelOf) {
  select.value = value;
  if (select.value !== value) select.add(new Option(labelOf(select.name, value), value, false, true));
}

/** The ways out of a question that finds nothing: what could be asked instead, and words for it. A pay among the words is taken as the filter, or one part of the question is left out; to leave out the only one is for the button that clears. */
export function waysOut(asked, form, index, labelOf) {
  const { without = "{part}" } = form.dataset;
  const pay = payFromWords(asked, form, index, labelOf);
  const others = withoutParts(asked, labelOf).map((way) => ({ ...way, label: without.replace("{part}", () => way.label) }));
  return [...(pay ? [pay] : []), ...(others.length > 1 ? others : [])];
}

/** What is asked without one of its parts, for each part; the label is the part. */
function withoutParts(asked, labelOf) {
  const typed = typedIn(asked.get("q") ?? "");
  const words = typed.map((label, at) => ({ label, asked: changed(asked, { q: typed.filter((_, other) => other !== at).join(" ") }) }));
  const filters = filtersIn(asked).map((name) => ({
    label: asked.getAll(name).map((value) => labelOf(name, value)).join(", "),
    asked: changed(asked, { [name]: "" }),
  }));
  return [...words, ...filters];
}

/** What is asked with a pay that is typed among the words as the filter by pay; nothing without such a pay. */
function payFromWords(asked, form, index, labelOf) {
  const { pay, currency } = form.elements;
  const typed = typedIn(asked.get("q") ?? "");
  for (const [at, word] of typed.entries()) {
    const [all, before, number, thousands, orThousands, behind, hourly] = PAY.exec(word) ?? [];
    if (!all) continue;
    const own = before ?? behind;
    const beside = own ? undefined : [at + 1, at - 1].find((other) => isCurrency(typed[other]));
    const said = own ?? typed[beside];
    const code = said ? currencyOf(index, said) : currency.value;
    const plain = Number(/[.,'’]\d{3}/.test(number) ? number.replace(/\D/g, "") : number.replace(",", "."));
    const amount = Math.round(plain * (thousands || orThousands ? 1000 : 1) * (hourly ? HOURS : 1));
    if (!code || amount < LEAST || amount > 1e11) continue;
    const q = typed.filter((_, other) => other !== at && other !== beside).join(" ");
    const label = `${pay.labels[0]?.textContent ?? ""} ${labelOf("pay", amount, code)}`.trim();
    return { label, asked: changed(asked, { q, pay: amount, currency: code }) };
  }
}

/** What is asked with other values, of which an empty one asks nothing. */
function changed(asked, values) {
  const other = new URLSearchParams(asked);
  for (const [name, value] of Object.entries(values)) {
    if (value) other.set(name, value);
    else other.delete(name);
  }
  return other;
}

/** Whether a word names a currency, be it one of the index or not. */
function isCurrency(word = "") {
  const upper = word.toUpperCase();
  return upper in SIGNS || Intl.supportedValuesOf("currency").includes(upper);
}

/** The currency of the index that a word or a sign says. */
function currencyOf(index, word) {
  const upper = word.toUpperCase();
  return index.currencies.find((code) => code === upper) ?? SIGNS[upper]?.find((code) => index.currencies.includes(code));
}

// What each filter offers, with the number of listings behind every choice.

/** The filters at work: `labelOf` names a choice, `refresh` puts the counts of an answer beside all of them. */
export function filterChoices(form, index, language) {
  const fields = form.elements;
  const numbers = new Intl.NumberFormat(language);
  const counted = (label, count) => `${label} (${numbers.format(count)})`;
  const days = Array.from(fields.posted.options).filter(({ value }) => value);
  let last; // a list that is open on the screen must not change: it is brought up to date when it is left

  function labelOf(name, value, currency = fields.currency.value) {
    if (name === "pay") return currency ? inWords(Number(value), currency, language) : value; // no pay, no currency
    if (name === "type") return capital(value, language);
    if (name === "posted") return days.find((option) => option.value === value).dataset.label;
    if (name === "work") return wordsBeside(Array.from(fields.work).find((box) => box.value === value));
    const named = { country: index.countries, tag: index.tags, company: index.companies }[name] ?? [];
    return named.find(({ code, slug }) => (code ?? slug) === value)?.name ?? value;
  }

  function refresh(tallies) {
    last = tallies;
    for (const box of fields.work) {
      const count = sum(tallies.arrangement, (at) => index.arrangements[at][1].split(" ").includes(box.value));
      box.parentElement.querySelector(".count").textContent = `(${numbers.format(count)})`;
    }
    for (const option of days) {
      const since = daysAgo(option.value);
      option.textContent = counted(option.dataset.label, sum(tallies.day, (at) => index.days[at][0] >= since));
    }
    const byName = new Intl.Collator(language, { numeric: true }); // made when it is needed, for that is slow
    const listed = {
      country: countries(index, tallies.area),
      tag: ofSets(index.tags.map(({ slug }) => slug), index.tagSets, tallies.tagSet),
      company: index.companies.map(({ slug }, at) => [slug, tallies.company[at]]).filter(([slug]) => slug),
      type: ofSets(index.types, index.typeSets, tallies.typeSet),
    };
    for (const [name, choices] of Object.entries(listed)) {
      const named = largest(choices, fields[name].value).map(([value, count]) => [value, count, labelOf(name, value)]);
      put(fields[name], named.sort(([, , one], [, , other]) => byName.compare(one, other)));
    }
    const reaching = (amount, code) => sum(tallies.pay, (at) => amountIn(index, index.pays[at], code) >= amount);
    put(fields.pay, amounts(index, fields.currency.value).map((amount) => [amount, reaching(amount, fields.currency.value), labelOf("pay", amount)]));
    put(fields.currency, index.currencies.map((code) => [code, reaching(1, code), code]));
  }

  /** Put choices behind the first option of a select, which stands for any; its value stays. */
  function put(select, choices) {
    if (select === document.activeElement && select.dataset.counted) return;
    const chosen = select.value;
    const any = Array.from(select.options).filter(({ value }) => !value);
    select.replaceChildren(...any, ...choices.map(([value, count, label]) => new Option(counted(label, count), value)));
    choose(select, chosen, labelOf);
    select.dataset.counted = "";
  }

  fields.currency.replaceChildren(...index.currencies.map((code) => new Option(code, code)));
  fields.currency.hidden = index.currencies.length < 2;
  fields.pay.closest(".choice").hidden = !index.currencies.length;
  const offered = { tag: index.tags, company: index.companies.filter(({ slug }) => slug), type: index.types };
  for (const [name, choices] of Object.entries(offered)) fields[name].closest(".choice").hidden = !choices.length;
  return { labelOf, refresh, late: () => last && refresh(last) };
}

/** What stands beside a box, without its count. */
function wordsBeside(box) {
  const texts = Array.from(box.parentElement.childNodes).filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
  return texts.map(({ data }) => data.trim()).join("");
}

/** An amount of a currency in words, without its decimals. */
function inWords(amount, currency, language) {
  return new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 0 }).format(amount);
}

/** A text that begins with a capital. */
function capital(text, language) {
  return text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
}

/** The day a number of days ago, as the index writes days. */
function daysAgo(days) {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** The choices behind which there is most, none of them empty but the one that is chosen. */
function largest(choices, chosen) {
  const filled = choices.filter(([value, count]) => count || value === chosen);
  return filled.length > MOST ? filled.sort(([one, many], [other, more]) => (other === chosen) - (one === chosen) || more - many).slice(0, MOST) : filled;
}

/** The sum of those of the counts whose place passes. */
function sum(counts, passes) {
  return counts.reduce((whole, count, at) => (count && passes(at) ? whole + count : whole), 0);
}

/** The members of sets, each with the sum of the counts of the sets that have it. */
function ofSets(members, sets, counts) {
  const found = members.map((member) => [member, 0]);
  sets.forEach((set, at) => set.forEach((member) => (found[member][1] += counts[at])));
  return found;
}

/** The countries, each with the number of listings that people there may apply to. */
function countries(index, counts) {
  const found = new Map(index.countries.map(({ code }) => [code, 0]));
  let everywhere = 0;
  counts.forEach((count, at) => {
    if (!count) return;
    if (index.reach[at].everywhere) everywhere += count;
    else index.reach[at].codes.forEach((code) => found.has(code) && found.set(code, found.get(code) + count));
  });
  found.delete("worldwide");
  return Array.from(found, ([code, count]) => [code, count + everywhere]);
}

/** Round amounts of a currency in even steps, up to what nine of ten listings with pay stay below. */
function amounts(index, currency) {
  const known = Array.from(index.pay, (at) => amountIn(index, index.pays[at], currency)).filter((amount) => amount > 0);
  if (!known.length) return [];
  const high = known.sort((one, other) => one - other)[Math.floor(known.length * 0.9)];
  const unit = 10 ** Math.floor(Math.log10(high / STEPS));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * unit * STEPS >= high) * unit;
  return Array.from({ length: Math.max(1, Math.floor(high / step)) }, (_, at) => Math.round(step * (at + 1)));
}
