// The index in memory, and what it answers. Nothing here knows of the page. docs/search.md tells the format and the ranking.

import { BEGINNING, EXACT, alike, met, partsOf, placeToKeep, wordsOf, wordsToKeep } from "./words.js";

// What people call areas, whatever a listing says.
const CALLED = [["usa", "US"], ["great britain", "GB"], ["holland", "NL"], ["czech republic", "CZ"], ["eu", "europe"], ...["anywhere", "global", "weltweit", "worldwide"].map((word) => [word, "worldwide"])];
const HALF = 3; // letters that each half of a word has at least
const TITLE = 4; // what a word in a title weighs, and elsewhere
const AREA = 3.5; // a country or region whose name the word is
const NAME = 3; // of the company, of a tag
const PLACE = 2;
const TEXT = 5; // a listing whose text has all words: behind what its row says, before what is only nearly that
const REST = 1; // countries and regions that the place lies in, the way of work, employment types
const ROWS = 2 ** 24; // more than an index has: score and row stand in one number to be sorted
const HIGHEST = 2 ** 16; // more than a score can be

/** The index of a site, made of what search.json holds; countries are found by these names, too: a list of Intl.DisplayNames. */
export function opened(data, names = []) {
  const size = data.company.length;
  const list = (entry) => [entry].flat(); // most entries are a text alone
  const named = ([name, slug = plain(name)]) => ({ name, slug });
  const index = {
    size,
    words: data.words,
    titles: new Uint32Array(data.titles),
    starts: new Uint32Array(size + 1),
    slugs: new Map(data.slugs),
    summaries: new Map(data.summaries),
    companies: data.companies.map(list).map(named),
    places: data.places.map(list),
    arrangements: data.arrangements,
    areas: data.areas.map((keys) => (keys ? keys.split(" ") : [])),
    pays: data.pays.map(list).map(([words, amount, currency]) => ({ words, amount, currency })),
    tags: data.tags.map(list).map(named),
    tagSets: data.tagSets,
    types: data.types,
    typeWords: (data.typeWords ?? []).map((words) => new Set(wordsOf(words))),
    typeSets: data.typeSets,
    days: data.days,
    day: new Uint32Array(size),
    countries: data.countries.map(([code, name, slug]) => ({ code, name, slug })),
    regions: new Map(data.regions.map(([code, name, countries]) => [code, { name, countries: new Set(countries.split(" ")) }])),
    rates: new Map(data.rates ?? []),
    rows: data.rows,
    areasOf: new Map(),
  };
  for (const column of ["company", "place", "arrangement", "area", "pay", "tagSet", "typeSet"]) index[column] = new Uint32Array(data[column]);
  for (let at = 0, row = 0; row < size; at++) if (!index.titles[at]) index.starts[++row] = at + 1;
  let first = 0;
  index.days.forEach(([, , count], day) => index.day.fill(day, first, (first += count)));
  index.reach = index.areas.map((keys) => reach(index, keys));
  index.currencies = currencies(index);
  Object.assign(index, vocabulary(index));
  for (const [code, name] of areaNames(index)) nameArea(index, name, code);
  for (const code of index.regions.keys()) nameArea(index, code, code);
  for (const [word, code] of CALLED) nameArea(index, word, code);
  learn(index, names);
  return index;
}

/** All that one row shows. */
export function listing(index, row) {
  const title = Array.from(index.titles.subarray(index.starts[row], index.starts[row + 1] - 1), (word) => index.words[word - 1]).join(" ");
  const slug = index.slugs.get(row) ?? "";
  const [posted, postedInWords] = index.days[index.day[row]];
  return {
    title,
    slug: !slug || slug.startsWith("-") ? plain(title) + slug : slug,
    company: index.companies[index.company[row]],
    arrangement: index.arrangements[index.arrangement[row]][0],
    place: index.places[index.place[row]][0],
    pay: index.pays[index.pay[row]].words,
    posted,
    postedInWords,
    summary: index.summaries.get(row) ?? "",
    tags: index.tagSets[index.tagSet[row]].map((tag) => index.tags[tag]),
  };
}

/**
 * The rows that answer a question, the best first, and how many there are for each entry of what a filter looks at.
 *
 * A question has `words` (a text), `inTexts` (the rows whose texts have them, where that is known), `country`, `work` (a list), `tag`, `company`, `type`, `pay` with `currency`, and `since`, a day.
 */
export function answer(index, question) {
  const scores = scored(index, question);
  const filters = Object.entries(filtersOf(index, question)).map(([column, [list, passes]], at) => ({
    column,
    numbers: index[column],
    passes: passes && Uint8Array.from(list, passes),
    tally: new Uint32Array(list.length),
    bit: 1 << at,
  }));
  const set = filters.filter(({ passes }) => passes);
  const found = new Float64Array(index.size);
  let count = 0;
  for (let row = 0; row < index.size; row++) {
    if (scores && !scores[row]) continue;
    let failed = 0;
    for (const { numbers, passes, bit } of set) if (!passes[numbers[row]]) failed |= bit;
    if (!failed) {
      found[count++] = (scores ? HIGHEST - scores[row] : 0) * ROWS + row;
      for (const { numbers, tally } of filters) tally[numbers[row]]++;
    } else if (!(failed & (failed - 1))) {
      // What fails one filter alone would be there for another choice of it.
      const { numbers, tally } = filters[Math.log2(failed)];
      tally[numbers[row]]++;
    }
  }
  const rows = found.subarray(0, count);
  if (scores) rows.sort();
  return { count, row: (at) => rows[at] % ROWS, tallies: Object.fromEntries(filters.map(({ column, tally }) => [column, tally])) };
}

/** For the column that each filter looks at: the list it leads into, and what an entry has to be, if the filter is set. */
function filtersOf(index, { country, work, tag, company, type, pay, currency, since }) {
  const tagAt = index.tags.findIndex(({ slug }) => slug === tag);
  const typeAt = index.types.indexOf(type);
  const isCountry = index.countries.some(({ code }) => code === country);
  return {
    area: [index.reach, country && (({ everywhere, codes }) => isCountry && (everywhere || codes.has(country)))],
    arrangement: [index.arrangements, work?.length && (([, terms]) => terms.split(" ").some((term) => work.includes(term)))],
    tagSet: [index.tagSets, tag && ((tags) => tags.includes(tagAt))],
    company: [index.companies, company && (({ slug }) => slug === company)],
    typeSet: [index.typeSets, type && ((types) => types.includes(typeAt))],
    pay: [index.pays, pay && ((one) => amountIn(index, one, currency) >= pay)],
    day: [index.days, since && (([day]) => day >= since)],
  };
}

/** The score of each row for the words of a question, 0 where one is not met, as no signs without letters are; null where nothing is asked. */
function scored(index, { words, inTexts = [] }) {
  const { parts, barred } = partsOf(words);
  if (!parts.length && !barred.length) return words.trim() ? new Uint16Array(index.size) : null;
  const sum = new Uint16Array(index.size).fill(parts.length ? 0 : 1);
  const spelt = withSpellings(index, parts);
  const isRemote = spelt.some(({ words, others }) => words.includes("remote") || others.has("remote"));
  spelt.forEach((part, turn) => {
    const scoreOf = scorer(index, part, isRemote);
    for (let row = 0; row < index.size; row++) {
      if (turn && !sum[row]) continue;
      const score = scoreOf(row);
      sum[row] = score && sum[row] + score;
    }
  });
  for (const row of parts.length ? inTexts : []) sum[row] = Math.max(sum[row], TEXT);
  for (const each of barred) {
    const scoresOf = each.map((word) => scorer(index, { words: [], others: new Map([word, ...alike(word)].map((one) => [one, EXACT])) }));
    for (let row = 0; row < index.size; row++) if (sum[row] && scoresOf.every((scoreOf) => scoreOf(row))) sum[row] = 0;
  }
  return sum;
}

/** The parts of a question, each with the others that meet it as whole words: other spellings, and what it is together with the word beside it. */
function withSpellings(index, parts) {
  const isMet = (word) => index.placeOf.has(word) || index.typeWords.some((words) => words.has(word));
  const spelt = parts.map((words) => ({ words, others: new Map() }));
  const add = ({ words, others }, more, level) => more.filter((word) => isMet(word) && !words.includes(word)).forEach((word) => others.set(word, level));
  spelt.forEach((part, at) => {
    for (const word of part.words) add(part, alike(word), BEGINNING);
    const next = spelt[at + 1];
    if (!next) return;
    const joined = part.words.at(-1) + next.words[0];
    for (const each of [part, next]) {
      add(each, alike(joined), BEGINNING);
      add(each, [joined], EXACT);
    }
  });
  return spelt;
}

/**
 * A function that returns the score of a row for a part of a question: its words, of which one will do, and others with their levels.
 *
 * Who asks for remote work from a country means what is open to people there, too: by its region, or from anywhere.
 */
function scorer(index, { words, others }, isRemote = false) {
  const { titles, starts } = index;
  const all = [...words, ...others.keys()];
  const areas = all.flatMap((word) => index.areasOf.get(word) ?? []);
  const types = index.typeWords.map((meant) => all.some((word) => meant.has(word)));
  const isKnown = areas.length || others.size || types.includes(true);
  const levels = new Uint8Array(index.vocabulary.length);
  const raise = (at, level) => (levels[at] = Math.max(levels[at], level));
  for (const word of words) met(word, index, isKnown).forEach((level, at) => raise(at, level));
  for (const [word, level] of others) if (index.placeOf.has(word)) raise(index.placeOf.get(word), level);
  const inWord = best(levels, index.inWords);
  const { company, tagSet, place, further, area, typeSet, arrangement } = Object.fromEntries(Object.entries(index.inLists).map(([name, lists]) => [name, best(levels, lists)]));
  const codes = new Set(areas.flatMap((each) => [...each.codes]));
  const from = isRemote ? index.countries.filter(({ code }) => codes.has(code)) : [];
  const isOpen = (reach) => from.some(({ code }) => reach.everywhere || reach.codes.has(code));
  index.areas.forEach((keys, at) => {
    if (keys.some((key) => codes.has(key))) area[at] = EXACT;
    else if (!area[at] && isOpen(index.reach[at])) area[at] = BEGINNING;
  });
  index.typeSets.forEach((set, at) => set.some((type) => types[type]) && (typeSet[at] = EXACT));
  const isName = areas.some((each) => each.isName);
  const where = (level, weight) => (isName && level === EXACT ? AREA : weight) * level;
  const pairs = all.map((word) => halves(index, word)).filter((pair) => pair.length);
  return (row) => {
    let title = 0;
    for (let at = starts[row], end = starts[row + 1] - 1; at < end; at++) {
      title = Math.max(title, inWord[titles[at] - 1]);
      for (const [ahead, behind] of pairs) if (ahead[titles[at] - 1] && at + 1 < end && behind[titles[at + 1] - 1]) title = EXACT;
    }
    return Math.max(
      TITLE * title,
      NAME * company[index.company[row]],
      NAME * tagSet[index.tagSet[row]],
      where(place[index.place[row]], PLACE),
      where(further[index.place[row]], PLACE),
      where(area[index.area[row]], REST),
      REST * typeSet[index.typeSet[row]],
      REST * arrangement[index.arrangement[row]],
    );
  };
}

/** Which words of titles have either half of a word, as "front" and "end" of "frontend"; nothing where it has no such halves. */
function halves({ placeOf, inWords }, word) {
  for (let at = HALF; at <= word.length - HALF; at++) {
    const places = [word.slice(0, at), word.slice(at)].map((half) => placeOf.get(half));
    if (places.every((place) => place !== undefined)) return places.map((place) => Uint8Array.from(inWords, (words) => words.includes(place)));
  }
  return [];
}

/** The best of the levels at each list's places. */
function best(levels, lists) {
  const found = new Uint8Array(lists.length);
  for (let at = 0; at < lists.length; at++) for (const place of lists[at]) if (levels[place] > found[at]) found[at] = levels[place];
  return found;
}

/** What a pay comes to in a year in a currency: by the rates where there are some, else in its own alone; else nothing. */
export function amountIn(index, { amount, currency }, wanted) {
  if (!amount || currency === wanted) return amount;
  return (amount / index.rates.get(currency)) * index.rates.get(wanted);
}

/** The currencies of the site's pay, the most frequent first. */
function currencies(index) {
  const counts = new Map();
  for (const number of index.pay) {
    const { currency } = index.pays[number];
    if (currency) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }
  return [...counts.keys()].sort().sort((one, other) => counts.get(other) - counts.get(one));
}

/** Who may apply where these are named: people in the countries, in those of the regions, or everywhere. */
function reach(index, keys) {
  const codes = new Set();
  for (const key of keys) {
    codes.add(key);
    index.regions.get(key)?.countries.forEach((code) => codes.add(code));
  }
  return { everywhere: keys.includes("worldwide"), codes };
}

/** All distinct words of the index, and the places among them of those that each word of titles has, and each entry of the lists. */
function vocabulary(index) {
  const placeOf = new Map();
  const placed = (word) => {
    if (!placeOf.has(word)) placeOf.set(word, placeOf.size);
    return placeOf.get(word);
  };
  const kept = (list, textOf, words = wordsToKeep) => list.map((entry) => words(textOf(entry)).map(placed));
  const names = new Map(areaNames(index));
  const inWords = kept(index.words, (word) => word);
  const inLists = {
    company: kept(index.companies, ({ name }) => name),
    place: kept(index.places, ([place]) => place, placeToKeep),
    further: kept(index.places, ([, further = ""]) => further),
    area: kept(index.areas, (keys) => keys.map((key) => names.get(key) ?? "").join(" ")),
    tagSet: kept(index.tagSets, (set) => set.map((tag) => index.tags[tag].name).join(" ")),
    typeSet: kept(index.typeSets, (set) => set.map((type) => index.types[type]).join(" ")),
    arrangement: kept(index.arrangements, (words) => words.join(" ")), // in the site's language and in English
  };
  const inTitles = new Uint32Array(placeOf.size);
  for (const word of index.titles) if (word) for (const place of inWords[word - 1]) inTitles[place]++;
  const isName = new Uint8Array(placeOf.size);
  for (const place of Object.values(inLists).flat(2)) isName[place] = 1;
  return { vocabulary: [...placeOf.keys()], placeOf, inWords, inLists, inTitles, isName };
}

/** Find countries by further names, too: a list of Intl.DisplayNames. */
export function learn(index, names) {
  const codes = index.countries.map(({ code }) => code).filter((code) => code.length === 2);
  for (const each of names) for (const code of codes) nameArea(index, each.of(code) ?? "", code);
}

/** Let the words of a name find an area. */
function nameArea({ areasOf }, name, code) {
  const words = wordsOf(name);
  const isName = words.length === 1;
  for (const word of words) {
    if (word.length < 3 && !isName) continue;
    const area = areasOf.get(word) ?? { codes: new Set(), isName: false };
    areasOf.set(word, { codes: area.codes.add(code), isName: area.isName || isName });
  }
}

/** The codes of countries and regions, each with its name in the site's language. */
function areaNames(index) {
  return [...index.countries.map(({ code, name }) => [code, name]), ...Array.from(index.regions, ([code, { name }]) => [code, name])];
}

/** The slug that a name gives by itself, as the program that writes the index makes it. */
function plain(text) {
  return /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") : "";
}
