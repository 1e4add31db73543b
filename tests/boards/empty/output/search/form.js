// What is asked: by the fields of the form, and by the address, which carries the same names.

import { amountIn } from "./engine.js";

const WORK = ["remote", "hybrid", "onsite"];
const MOST = 200; // choices of one filter: the largest, of what the rest of the question leaves
const STEPS = 12; // amounts of pay, at most
// Pay as it is typed: 60k, $60,000, 60.000€, EUR60k+, 50-60k, $50/h. Small numbers are none, for they count years and more.
const PAY = /^(\p{Sc}|[a-z]{3})?(\d{1,3}(?:[.,'’]\d{3})+|\d+(?:[.,]\d{1,2})?)(k?)(?:[-–]\p{Sc}?[\d.,]+(k?))?(\p{Sc}|[a-z]{3,7})?(\/h|\/hr|\/hour)?\+?$/iu;
const LEAST = 10_000; // a year
const HOURS = 2080; // in a year, as docs/search.md has it
const SIGNS = { "€": ["EUR"], EURO: ["EUR"], EUROS: ["EUR"], "$": ["USD", "CAD", "AUD", "NZD", "SGD"], DOLLARS: ["USD", "CAD", "AUD"], "£": ["GBP"], "¥": ["JPY", "CNY"], "₹": ["INR"], "₽": ["RUB"], "₩": ["KRW"], "₺": ["TRY"], "₴": ["UAH"], "₪": ["ILS"] };

/** What the form asks, as pairs of name and text; none where it asks nothing. */
export function asks(form) {
  const { pay, currency } = form.elements;
  const says = ([name, value]) => value.trim() && (name !== "currency" || (pay.value && currency.selectedIndex > 0));
  return [...new FormData(form)].filter(says);
}

/** The same as the index takes it. */
export function questionOf(form, index) {
  const { q, country, tag, company, type, posted, pay, currency } = form.elements;
  return {
    words: q.value,
    country: country.value,
    work: new FormData(form).getAll("work"),
    tag: tag.value,
    company: company.value,
    type: type.value,
    pay: Number(pay.value),
    currency: currency.value || index.currencies[0],
    since: posted.value && daysAgo(Number(posted.value)),
  };
}

/** What the form asks with a pay that is typed among the words as the filter by pay: as of `withoutParts`; nothing without such a pay. */
export function payFromWords(form, index, question, labels) {
  const { q, pay, currency } = form.elements;
  const typed = q.value.trim().split(/\s+/);
  for (const [at, word] of typed.entries()) {
    const [all, before, number, thousands, orThousands, behind, hourly] = PAY.exec(word) ?? [];
    if (!all) continue;
    const beside = [at + 1, at - 1].find((other) => isCurrency(typed[other]));
    const said = before ?? behind ?? (beside === undefined ? undefined : typed[beside]);
    const code = said ? currencyOf(index, said) : question.currency;
    const plain = Number(/[.,'’]\d{3}/.test(number) ? number.replace(/\D/g, "") : number.replace(",", "."));
    const amount = Math.round(plain * (thousands || orThousands ? 1000 : 1) * (hourly ? HOURS : 1));
    if (!code || amount < LEAST || amount > 1e11) continue;
    const isPay = (other) => other === at || (other === beside && said === typed[beside]);
    const rest = typed.filter((_, other) => !isPay(other)).join(" ");
    const leaveOut = () => {
      q.value = rest;
      currency.value = code;
      choose(pay, String(amount), labels("pay", amount, code));
    };
    const label = `${pay.labels[0]?.textContent ?? ""} ${labels("pay", amount, code)}`.trim();
    return { label, question: { ...question, words: rest, inTexts: [], pay: amount, currency: code }, leaveOut };
  }
}

/** Whether a word names a currency, be it one of the index or not. */
function isCurrency(word = "") {
  const upper = word.toUpperCase();
  return upper in SIGNS || Intl.supportedValuesOf("currency").includes(upper);
}

/** The currency of the index that a word or a sign says. */
function currencyOf(index, word = "") {
  const upper = word.toUpperCase();
  return index.currencies.find((code) => code === upper) ?? SIGNS[upper]?.find((code) => index.currencies.includes(code));
}

/** For each part of what the form asks: the question without it, the part in words, and what takes it out of the form. */
export function withoutParts(form, question, labels) {
  const { q, work, country, tag, company, type, posted, pay } = form.elements;
  const typed = q.value.trim().split(/\s+/).filter(Boolean);
  const words = typed.map((label, at) => {
    const rest = typed.filter((_, other) => other !== at).join(" ");
    return { label, question: { ...question, words: rest, inTexts: [] }, leaveOut: () => (q.value = rest) };
  });
  const boxes = Array.from(work).filter(({ checked }) => checked);
  const ways = { label: boxes.map(wordsBeside).join(", "), question: { ...question, work: [] }, leaveOut: () => boxes.forEach((box) => (box.checked = false)) };
  const filters = [country, tag, company, type, posted, pay].filter(({ value }) => value);
  const chosen = filters.map((select) => ({
    label: select.selectedOptions[0].dataset.label ?? labels(select.name, select.value, question.currency),
    question: { ...question, [select === posted ? "since" : select.name]: "" },
    leaveOut: () => (select.value = ""),
  }));
  return [...words, ...(boxes.length ? [ways] : []), ...chosen];
}

/** What stands beside a box, without its count. */
function wordsBeside(box) {
  const texts = Array.from(box.parentElement.childNodes).filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
  return texts.map(({ data }) => data.trim()).join("");
}

/** The address of what the form asks; what else the address says stays. */
export function addressOf(form) {
  const address = new URL(location.href);
  for (const { name } of form.elements) if (name) address.searchParams.delete(name);
  for (const [name, value] of asks(form)) address.searchParams.append(name, value.trim());
  return address.href;
}

/** Fill the form with what the address asks; nothing of it is more than a value. */
export function readAddress(form, labels) {
  const asked = new URLSearchParams(location.search);
  const { q, work, country, tag, company, type, posted, pay, currency } = form.elements;
  q.value = asked.get("q") ?? "";
  for (const box of work) box.checked = asked.getAll("work").includes(box.value);
  for (const select of [country, tag, company, type]) {
    const value = asked.get(select.name) ?? "";
    choose(select, value, labels(select.name, value));
  }
  for (const select of [posted, currency]) select.value = asked.get(select.name) ?? "";
  if (currency.selectedIndex < 0) currency.selectedIndex = 0;
  if (posted.selectedIndex < 0) posted.selectedIndex = 0;
  const amount = asked.get("pay") ?? "";
  choose(pay, /^[1-9]\d{0,11}$/.test(amount) ? amount : "", labels("pay", amount, currency.value));
}

/** Choose a value of a select; one that it does not offer is offered then. */
function choose(select, value, label) {
  select.value = value;
  if (select.value !== value) select.add(new Option(label, value, false, true));
}

/** What the filters offer: `labels` names a choice, `refresh` puts the counts of an answer beside all of them. */
export function offers(form, index, language) {
  const { elements: fields } = form;
  const written = (count) => (numbers ??= new Intl.NumberFormat(language)).format(count);
  const counted = (label, count) => `${label} (${written(count)})`;
  const days = Array.from(fields.posted.options, ({ value }) => Number(value)).filter(Boolean);
  let numbers; // made when it is needed, for that is slow
  let pending; // a list that is open on the screen must not change: it is brought up to date when it is left

  function labels(name, value, currency) {
    if (name === "pay") return currency ? inWords(Number(value), currency, language) : value; // no pay, no currency
    const named = { country: index.countries, tag: index.tags, company: index.companies }[name] ?? [];
    const found = named.find(({ code, slug }) => (code ?? slug) === value);
    return name === "type" ? capital(value, language) : (found?.name ?? value);
  }

  function refresh(answer, question) {
    pending = [answer, question];
    const offered = choices(index, answer.tallies, { question, days, language });
    for (const { value, count } of offered.work) {
      const box = Array.from(fields.work).find((each) => each.value === value);
      box.parentElement.querySelector(".count").textContent = `(${written(count)})`;
    }
    for (const { value, count } of offered.posted) {
      const option = Array.from(fields.posted.options).find((each) => each.value === String(value));
      option.textContent = counted(option.dataset.label, count);
    }
    for (const name of ["country", "tag", "company", "type", "pay", "currency"]) {
      const select = fields[name];
      if (select === document.activeElement && select.dataset.counted) continue;
      const label = (value) => (name === "currency" ? value : labels(name, String(value), question.currency));
      replace(select, offered[name].map(({ value, count }) => new Option(counted(label(value), count), value)), label);
      select.dataset.counted = "";
    }
  }

  fields.currency.replaceChildren(...index.currencies.map((code) => new Option(code, code)));
  fields.currency.hidden = index.currencies.length < 2;
  fields.pay.closest(".choice").hidden = !index.currencies.length;
  fields.type.closest(".choice").hidden = !index.types.length;
  return { labels, refresh, late: () => pending && refresh(...pending) };
}

/** Put other options behind the first one of a select, which stands for any; its value stays. */
function replace(select, options, label) {
  const chosen = select.value;
  const any = Array.from(select.options).filter((option) => !option.value);
  if (chosen && !options.some(({ value }) => value === chosen)) options.push(new Option(label(chosen), chosen));
  select.replaceChildren(...any, ...options);
  select.value = chosen;
}

/** An amount of a currency in words, without its decimals. */
function inWords(amount, currency, language) {
  return new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 0 }).format(amount);
}

/** A text that begins with a capital. */
function capital(text, language) {
  return text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
}

// What each filter offers, with the number of listings behind every choice.

/** The day a number of days ago, as the index writes days. */
function daysAgo(days, now = Date.now()) {
  return new Date(now - days * 86_400_000).toISOString().slice(0, 10);
}

/** The choices of each filter by its name, given the tallies of an answer: lists of value, label and count. */
function choices(index, tallies, { question, days, language }) {
  const { currency } = question;
  const byName = new Intl.Collator(language);
  const listed = (list, chosen) => largest(list, chosen).sort((one, other) => byName.compare(one.label, other.label));
  return {
    country: listed(countries(index, tallies.area), question.country),
    work: WORK.map((term) => ({ value: term, count: sum(tallies.arrangement, (at) => index.arrangements[at][1].split(" ").includes(term)) })),
    tag: listed(ofSets(index.tags.map(({ name, slug }) => ({ value: slug, label: name })), index.tagSets, tallies.tagSet), question.tag),
    company: listed(index.companies.map(({ name, slug }, at) => ({ value: slug, label: name, count: tallies.company[at] })).filter(({ value }) => value), question.company),
    type: listed(ofSets(index.types.map((type) => ({ value: type, label: type })), index.typeSets, tallies.typeSet), question.type),
    pay: amounts(index, currency).map((amount) => ({ value: amount, count: sum(tallies.pay, (at) => amountIn(index, index.pays[at], currency) >= amount) })),
    currency: index.currencies.map((code) => ({ value: code, label: code, count: sum(tallies.pay, (at) => amountIn(index, index.pays[at], code) > 0) })),
    posted: days.map((ago) => ({ value: ago, count: sum(tallies.day, (at) => index.days[at][0] >= daysAgo(ago)) })),
  };
}

/** The choices behind which there is most, none of them empty but the one that is chosen. */
function largest(list, chosen) {
  const filled = list.filter(({ value, count }) => count || value === chosen);
  return filled.length > MOST ? filled.sort((one, other) => (other.value === chosen) - (one.value === chosen) || other.count - one.count).slice(0, MOST) : filled;
}

/** The sum of those of the counts whose place passes. */
function sum(counts, passes) {
  return counts.reduce((whole, count, at) => (count && passes(at) ? whole + count : whole), 0);
}

/** The members of sets, each with the sum of the counts of the sets that have it. */
function ofSets(members, sets, counts) {
  const found = members.map((member) => ({ ...member, count: 0 }));
  sets.forEach((set, at) => set.forEach((member) => (found[member].count += counts[at])));
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
  return index.countries
    .filter(({ code }) => code !== "worldwide")
    .map(({ code, name }) => ({ value: code, label: name, count: found.get(code) + everywhere }));
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
