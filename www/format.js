/** Values in a reader's words: dates, intervals, lengths of time. */

import { interfaceLanguage, say } from './messages.js';

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const STYLES = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  yearless: { day: 'numeric', month: 'long' },
  bareMonth: { month: 'long' },
};

const UNITS = { Y: 'year', M: 'month', W: 'week', D: 'day', H: 'hour', m: 'minute', S: 'second' };

/** @type {Map<string, Intl.DateTimeFormat>} making one takes longer than using it a hundred times */
const formats = new Map();

/** @param {keyof typeof STYLES} style */
function formatOf(style) {
  const key = `${interfaceLanguage()} ${style}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(interfaceLanguage(), { ...STYLES[style], timeZone: 'UTC' });
  formats.set(key, made);
  return made;
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @param {keyof typeof STYLES} style
 */
function written(year, month, day, style) {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year);
  return formatOf(style).format(date);
}

/**
 * A day, month or year of the calendar (`2021-09-30`) in words; anything else as it is.
 * @param {string} value
 */
export function calendar(value) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(value);
  if (!found) return value;
  const [, year, month, day] = found.map(Number);
  if (!month) return found[1];
  return day ? written(year, month, day, 'day') : written(year, month, 1, 'month');
}

/** @param {number} amount @param {string} unit */
function amountOf(amount, unit) {
  return new Intl.NumberFormat(interfaceLanguage(), { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}

/** @param {string} value such as `P2Y`, `PT4H`, `PXD` */
function duration(value) {
  const found = /^P(T?)(\d+(?:\.\d+)?|X)([YMWDHS])$/.exec(value);
  if (!found) return value;
  const unit = UNITS[/** @type {keyof typeof UNITS} */ (found[1] && found[3] === 'M' ? 'm' : found[3])];
  if (found[2] !== 'X') return amountOf(Number(found[2]), unit);
  const plural = amountOf(2, unit).replace(/^\D*2\s*/, '');
  return say('some', { unit: plural });
}

/**
 * The value of a date mention in words.
 * @param {{ type: string, value: string, earliest?: string | null, latest?: string | null }} date
 */
export function dateValue({ type, value, earliest, latest }) {
  if (value === 'PRESENT_REF') return say('now');
  if (value === 'PAST_REF') return say('past');
  if (value === 'FUTURE_REF') return say('future');
  if (/^P[TX\d]/.test(value)) return type === 'SET' ? say('every', { value: duration(value) }) : duration(value);
  const open = /^XXXX-(\d\d)(?:-(\d\d))?$/.exec(value);
  if (open) {
    const words = written(2000, Number(open[1]), Number(open[2] ?? 1), open[2] ? 'yearless' : 'bareMonth');
    return say('unknownYear', { date: words });
  }
  if (/^\d{4}(-\d\d){0,2}$/.test(value)) return calendar(value);
  if (earliest && latest && earliest !== latest) return interval(earliest, latest);
  return value;
}

/**
 * A first and a last possible day in words, as short as they allow.
 * @param {string} earliest
 * @param {string} latest
 */
export function interval(earliest, latest) {
  if (earliest === latest) return calendar(earliest);
  const [year, month] = earliest.split('-');
  if (earliest === `${year}-01-01` && latest === `${year}-12-31`) return year;
  const next = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (earliest.endsWith('-01') && latest === `${year}-${month}-${next}`) return calendar(`${year}-${month}`);
  const [from, to] = [dateOf(earliest), dateOf(latest)];
  if (!from || !to || from > to) return `${earliest} – ${latest}`;
  return formatOf('day').formatRange(from, to);
}

/** @param {string} day `2021-09-30` */
function dateOf(day) {
  const [year, month, date] = day.split('-').map(Number);
  const made = new Date(Date.UTC(2000, month - 1, date));
  made.setUTCFullYear(year);
  return Number.isNaN(made.getTime()) ? undefined : made;
}
