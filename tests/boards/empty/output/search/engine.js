// The index in memory, and what it answers. Nothing here knows of the page. docs/search.md tells the format and the ranking.

import { BEGINNING, EXACT, alike, folded, met, wordsOf, wordsToKeep } from "./words.js";

const MOST_WORDS = 8; // of a question that are looked at
// "Jobs in Berlin" asks for Berlin: words that say nothing of a job, in the languages of the interface.
const ASIDE = new Set([
  ...["a", "an", "and", "at", "for", "from", "in", "job", "jobs", "of", "the", "to", "with"],
  ...["als", "bei", "fur", "im", "mit", "stelle", "stellen", "und"],
  ...["avec", "chez", "dans", "de", "emploi", "emplois", "en", "et", "pour"],
  ...["con", "empleo", "empleos", "para", "trabajo", "y", "com", "e", "em", "no", "na", "vaga", "vagas"],
]);
const OR = new Set(["or", "oder", "ou", "o", "|"]); // between two words: either will do
const NOT = /^-(?=[\p{L}\p{N}])/u; // ahead of a word: not that
const EVERYWHERE = ["anywhere", "global", "weltweit", "worldwide"]; // what people call work from anywhere, whatever a listing says
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
  const named = (entry) => (typeof entry === "string" ? { name: entry, slug: plain(entry) } : { name: entry[0], slug: entry[1] });
  const index = {
    size,
    words: data.words,
    titles: new Uint32Array(data.titles),
    starts: new Uint32Array(size + 1),
    slugs: new Map(data.slugs),
    summaries: new Map(data.summaries),
    companies: data.companies.map(named),
    places: data.places.map((entry) => (typeof entry === "string" ? [entry, ""] : entry)),
    arrangements: data.arrangements,
    areas: data.areas.map((keys) => (keys ? keys.split(" ") : [])),
    pays: data.pays.map((entry) => (typeof entry === "string" ? { words: entry } : { words: entry[0], amount: entry[1], currency: entry[2] })),
    tags: data.tags.map(named),
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
  };
  for (const column of ["company", "place", "arrangement", "area", "pay", "tagSet", "typeSet"]) index[column] = new Uint32Array(data[column]);
  for (let at = 0, row = 0; row < size; at++) if (!index.titles[at]) index.starts[++row] = at + 1;
  let first = 0;
  index.days.forEach(([, , count], day) => index.day.fill(day, first, (first += count)));
  index.reach = index.areas.map((keys) => reach(index, keys));
  index.currencies = currencies(index);
  Object.assign(index, vocabulary(index), { abroad: new Map(), areaNames: new Set() });
  for (const name of ownNames(index)) if (wordsOf(name).length === 1) index.areaNames.add(wordsOf(name)[0]);
  for (const code of index.regions.keys()) if (!code.includes("-")) nameArea(index, code, code);
  for (const [word, code] of [["usa", "US"], ["eu", "europe"], ...EVERYWHERE.map((word) => [word, "worldwide"])]) nameArea(index, word, code);
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
 * The rows that answer a question, the best first, and how many there are for each choice of each filter.
 *
 * A question has `words` (a text), `inTexts` (the rows whose texts have them, where that is known), `country`, `work` (a list), `tag`, `company`, `type`, `pay` with `currency`, and `since`, a day.
 */
export function answer(index, question) {
  const scores = scored(index, question);
  const passes = judges(index, question);
  const tallies = {
    area: new Uint32Array(index.areas.length),
    arrangement: new Uint32Array(index.arrangements.length),
    tagSet: new Uint32Array(index.tagSets.length),
    company: new Uint32Array(index.companies.length),
    typeSet: new Uint32Array(index.typeSets.length),
    pay: new Uint32Array(index.pays.length),
    day: new Uint32Array(index.days.length),
  };
  const columns = Object.keys(tallies).map((name, at) => ({ numbers: index[name], tally: tallies[name], passes: passes[name], bit: 1 << at }));
  const judging = columns.filter((column) => column.passes);
  const found = new Float64Array(index.size);
  let count = 0;
  for (let row = 0; row < index.size; row++) {
    if (scores && !scores[row]) continue;
    let failed = 0;
    for (const { numbers, passes, bit } of judging) if (!passes[numbers[row]]) failed |= bit;
    if (!failed) {
      found[count++] = (scores ? HIGHEST - scores[row] : 0) * ROWS + row;
      for (const { numbers, tally } of columns) tally[numbers[row]]++;
    } else if (!(failed & (failed - 1))) {
      // What fails one filter alone would be there for another choice of it.
      const { numbers, tally } = columns[Math.log2(failed)];
      tally[numbers[row]]++;
    }
  }
  const rows = found.subarray(0, count);
  if (scores) rows.sort();
  return { count, row: (at) => rows[at] % ROWS, tallies };
}

/** The score of each row for the words of a question, 0 where one is not met, as no signs without letters are; null where nothing is asked. */
function scored(index, { words, inTexts = [] }) {
  const { parts, barred } = partsOf(index, words);
  if (!parts.length && !barred.length) return words.trim() ? new Uint16Array(index.size) : null;
  const sum = new Uint16Array(index.size).fill(parts.length ? 0 : 1);
  parts.forEach((part, turn) => {
    const scoreOf = scorer(index, part);
    for (let row = 0; row < index.size; row++) {
      if (turn && !sum[row]) continue;
      const score = scoreOf(row);
      sum[row] = score && sum[row] + score;
    }
  });
  for (const row of parts.length ? inTexts : []) sum[row] = Math.max(sum[row], TEXT);
  for (const each of barred) {
    const scoresOf = each.map((part) => scorer(index, part));
    for (let row = 0; row < index.size; row++) if (sum[row] && scoresOf.every((scoreOf) => scoreOf(row))) sum[row] = 0;
  }
  return sum;
}

/**
 * What a question asks: parts, of which each has to be met, and lists of parts that must not be met together.
 *
 * A part is words of which one will do, and others that meet it as whole words: other spellings, and what it is together with the word beside it.
 */
function partsOf(index, text) {
  const typed = text.split(/\s+/).filter(Boolean);
  const asked = typed.filter((each) => !NOT.test(each));
  const telling = asked.filter((each) => !ASIDE.has(folded(each)));
  const parts = [];
  const known = new Set();
  let isOther = false;
  (telling.some((each) => wordsOf(each).length) ? telling : asked).forEach((each, at, all) => {
    const isBetween = parts.length && at < all.length - 1;
    if (isBetween && OR.has(folded(each))) return (isOther = true);
    for (const word of wordsOf(each)) {
      if (known.size === MOST_WORDS || known.has(word)) continue;
      known.add(word);
      if (isOther) parts.at(-1).words.push(word);
      else parts.push({ words: [word], others: new Map() });
      isOther = false;
    }
  });
  const isMet = (word) => index.placeOf.has(word) || index.typeWords.some((words) => words.has(word));
  const add = ({ words, others }, more, level) => more.filter((word) => isMet(word) && !words.includes(word)).forEach((word) => others.set(word, level));
  parts.forEach((part, at) => {
    for (const word of part.words) add(part, alike(word), BEGINNING);
    const next = parts[at + 1];
    const joined = next && part.words.at(-1) + next.words[0];
    for (const each of next ? [part, next] : []) {
      add(each, alike(joined), BEGINNING);
      add(each, [joined], EXACT);
    }
  });
  const barred = typed.filter((each) => NOT.test(each)).map((each) => wordsOf(each).map((word) => whole(index, word)));
  return { parts, barred };
}

/** A part that a word meets as a whole word alone, or another spelling of it. */
function whole(index, word) {
  const part = { words: [], others: new Map() };
  for (const each of [word, ...alike(word)]) part.others.set(each, EXACT);
  return part;
}

/** A function that returns the score of a row for a part of a question. */
function scorer(index, { words, others }) {
  const { titles, starts } = index;
  const levels = new Uint8Array(index.vocabulary.length);
  const raise = (at, level) => (levels[at] = Math.max(levels[at], level));
  const named = new Set();
  let isArea = false;
  for (const word of [...words, ...others.keys()]) {
    index.abroad.get(word)?.forEach((code) => named.add(code));
    isArea ||= index.areaNames.has(word);
  }
  const types = index.typeWords.map((meant) => [...words, ...others.keys()].some((word) => meant.has(word)));
  const isKnown = named.size || others.size || types.includes(true);
  for (const word of words) met(word, index, isKnown).forEach((level, at) => raise(at, level));
  for (const [word, level] of others) if (index.placeOf.has(word)) raise(index.placeOf.get(word), level);
  const [inWord, inCompany, inPlace, inFurther, inArea, inTags, inTypes, inArrangement] = index.inVocabulary.map((lists) => best(levels, lists));
  if (named.size) index.areas.forEach((keys, at) => keys.some((key) => named.has(key)) && (inArea[at] = EXACT));
  index.typeSets.forEach((set, at) => set.some((type) => types[type]) && (inTypes[at] = EXACT));
  const where = isArea ? (level, weight) => (level === EXACT ? AREA : weight) * level : (level, weight) => weight * level;
  const pairs = [...words, ...others.keys()].map((word) => halves(index, word)).filter((pair) => pair.length);
  return (row) => {
    let title = 0;
    for (let at = starts[row], end = starts[row + 1] - 1; at < end; at++) {
      title = Math.max(title, inWord[titles[at] - 1]);
      for (const [ahead, behind] of pairs) if (ahead[titles[at] - 1] && at + 1 < end && behind[titles[at + 1] - 1]) title = EXACT;
    }
    const place = index.place[row];
    return Math.max(
      TITLE * title,
      NAME * inCompany[index.company[row]],
      NAME * inTags[index.tagSet[row]],
      where(inPlace[place], PLACE),
      where(inFurther[place], PLACE),
      where(inArea[index.area[row]], REST),
      REST * inTypes[index.typeSet[row]],
      REST * inArrangement[index.arrangement[row]],
    );
  };
}

/** Which words of titles have either half of a word, as "front" and "end" of "frontend"; nothing where it has no such halves. */
function halves({ placeOf, inVocabulary }, word) {
  for (let at = HALF; at <= word.length - HALF; at++) {
    const places = [word.slice(0, at), word.slice(at)].map((half) => placeOf.get(half));
    if (places.every((place) => place !== undefined)) return places.map((place) => Uint8Array.from(inVocabulary[0], (words) => words.includes(place)));
  }
  return [];
}

/** The best of the levels at each list's places. */
function best(levels, lists) {
  const found = new Uint8Array(lists.length);
  for (let at = 0; at < lists.length; at++) for (const place of lists[at]) if (levels[place] > found[at]) found[at] = levels[place];
  return found;
}

/** Which entries of each list pass the filter that looks at it; nothing for a filter that is not set. */
function judges(index, { country, work, tag, company, type, pay, currency, since }) {
  const each = (list, passes) => Uint8Array.from(list, passes);
  const tagAt = index.tags.findIndex(({ slug }) => slug === tag);
  const typeAt = index.types.indexOf(type);
  const isCountry = index.countries.some(({ code }) => code === country);
  return {
    area: country && each(index.reach, ({ everywhere, codes }) => isCountry && (everywhere || codes.has(country))),
    arrangement: work?.length && each(index.arrangements, ([, terms]) => terms.split(" ").some((term) => work.includes(term))),
    tagSet: tag && each(index.tagSets, (tags) => tags.includes(tagAt)),
    company: company && each(index.companies, ({ slug }) => slug === company),
    typeSet: type && each(index.typeSets, (types) => types.includes(typeAt)),
    pay: pay && each(index.pays, (one) => amountIn(index, one, currency) >= pay),
    day: since && each(index.days, ([day]) => day >= since),
  };
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

/** All distinct words of the index, and for each list the words of its entries as places among them. */
function vocabulary(index) {
  const places = new Map();
  const placeOf = (word) => {
    const place = places.get(word) ?? places.size;
    if (place === places.size) places.set(word, place);
    return place;
  };
  const kept = (list, textOf) => list.map((entry) => wordsToKeep(textOf(entry)).map(placeOf));
  const named = new Map([...index.countries.map(({ code, name }) => [code, name]), ...Array.from(index.regions, ([code, { name }]) => [code, name])]);
  const tags = index.tags.map(({ name }) => name);
  const inVocabulary = [
    kept(index.words, (word) => word),
    kept(index.companies, ({ name }) => name),
    kept(index.places, ([place]) => place),
    kept(index.places, ([, further]) => further),
    kept(index.areas, (keys) => keys.map((key) => named.get(key) ?? "").join(" ")),
    kept(index.tagSets, (set) => set.map((tag) => tags[tag]).join(" ")),
    kept(index.typeSets, (set) => set.map((type) => index.types[type]).join(" ")),
    kept(index.arrangements, ([words]) => words),
  ];
  const inTitles = new Uint32Array(places.size);
  for (const word of index.titles) if (word) for (const place of inVocabulary[0][word - 1]) inTitles[place]++;
  const isName = new Uint8Array(places.size);
  for (const list of inVocabulary.slice(1).flat()) for (const place of list) isName[place] = 1;
  return { vocabulary: [...places.keys()], placeOf: places, inVocabulary, inTitles, isName };
}

/** Find listings' countries by further names, too: a list of Intl.DisplayNames. */
export function learn(index, names) {
  const codes = [...new Set(index.areas.flat())].filter((key) => /^[A-Z]{2}$/.test(key));
  for (const each of names) for (const code of codes) nameArea(index, each.of(code) ?? "", code);
}

/** Let the words of a name find an area. */
function nameArea({ abroad, areaNames }, name, code) {
  const words = wordsOf(name);
  if (words.length === 1) areaNames.add(words[0]);
  for (const word of words) if (word.length > 2 || words.length === 1) abroad.set(word, (abroad.get(word) ?? new Set()).add(code));
}

/** The names of countries and regions in the site's language. */
function ownNames(index) {
  return [...index.countries.map(({ name }) => name), ...Array.from(index.regions.values(), ({ name }) => name)];
}

/** The slug that a name gives by itself, as the program that writes the index makes it. */
function plain(text) {
  return /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") : "";
}
