/** Cells as people and dealership systems write them. Every reader answers `blank`, a value, or `unreadable`. */
import type { VehicleUse } from '@cheban/contracts';
import {
  addDays,
  codePointLength,
  dateOf,
  fromDayNumber,
  isFormulaInjection,
  stripControl,
  toHalfWidth,
} from '@cheban/kernel';

/** What stands in a cell: nothing, something, or something that cannot be understood. */
export type Cell<T> = { is: 'blank' } | { is: 'value'; value: T } | { is: 'unreadable' };

const blank = { is: 'blank' } as const;
const unreadable = { is: 'unreadable' } as const;
const value = <T>(of: T): Cell<T> => ({ is: 'value', value: of });

/** What exports write where nothing is known. */
const NOTHING = new Set(
  '- -- --- — —— / \\ 无 暂无 空 未知 不详 未填 未填写 NULL (NULL) [NULL] <NULL> \\N N/A NA #N/A NONE NIL NAN NAT UNDEFINED 0000-00-00 1900-01-00'.split(
    ' ',
  ),
);

/** Half width, trimmed; the words for "nothing" become an empty text. */
export function plain(text: string | undefined): string {
  const trimmed = toHalfWidth(stripControl(text ?? '')).trim();
  return NOTHING.has(trimmed.toUpperCase()) ? '' : trimmed;
}

/**
 * Removes what exports put around a code to keep spreadsheets from changing it: `="0012"`, `'0012`, `` `0012 ``. A
 * formula that does more than that stays as it is.
 */
export function unwrap(text: string): string {
  const formula = /^="([\p{L}\p{N} .·-]*)"$/u.exec(text.trim());
  if (formula?.[1] !== undefined && !/^[-=+@]/.test(formula[1])) return formula[1];
  return /^['`][\p{L}\p{N}+]/u.test(text) ? text.slice(1) : text;
}

/** Free text on one line, cut to `max` characters; a formula stays the text it is. Empty for nothing. */
export function readText(cell: string | undefined, max: number): string {
  const text = stripControl(unwrap(cell ?? ''))
    .replace(/\s+/g, ' ')
    .trim();
  if (NOTHING.has(text.toUpperCase())) return '';
  return codePointLength(text) <= max ? text : [...text].slice(0, max).join('');
}

/** True when a spreadsheet would run this cell as a formula. */
export function isDangerous(cell: string | undefined): boolean {
  const text = unwrap(cell ?? '');
  return text !== '' && isFormulaInjection(text);
}

/** `2026年11月20日 星期五 09:30:00.000 +08:00` and some blanks; what is longer is no date. */
const LONGEST_DATE = 60;
/** Days from 1970-01-01 back to the day 0 of Excel's calendar (its 1900 is wrongly a leap year). */
const EXCEL_EPOCH = 25_569;
/** The serial of 2101-01-01: a larger number is something else. */
const LAST_SERIAL = 73_416;
const WEEKDAY = '(?:星期|周)[一二三四五六日天]';
const TIME = String.raw`(?:\s*T?\s*(?:上午|下午|凌晨|中午|晚上)?\s*\d{1,2}(?:时|[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?|分)?)\s*(?:Z|[+-]\d{2}:?\d{2}|AM|PM|上午|下午)?|[-_ ]\d{2}-\d{2}(?:-\d{2})?|\s*[(]?${WEEKDAY}[)]?)*`;
const SEPARATED = new RegExp(
  String.raw`^(\d{4})(?:\s*[-/.年_,、\\]\s*|\s+)(\d{1,2})(?:\s*[-/.月_,、\\]\s*|\s+)(\d{1,2})\s*[日号]?${TIME}$`,
  'i',
);
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:\s*\d{2}:?\d{2}(?::?\d{2})?)?(?:\.0+)?$/;
/** Days that programs write where they know none: the first and last of their calendars. */
const NO_DAY = new Set([
  '1-1-1',
  '1753-1-1',
  '1899-12-30',
  '1899-12-31',
  '1900-1-1',
  '1900-1-2',
  '9999-12-31',
]);
/** No day as databases write it, with a time or not, and the hour 0 of Unix as seen from China. */
const NO_MOMENT = /^(?:0000[-/]00[-/]00.*|1970[-/]0?1[-/]0?1[T ]0?8:00(?::00(?:\.0+)?)?)$/;
/** An evening hour of universal time is the next morning in China: programs write a midnight as `T16:00:00.000Z`. */
const IS_NEXT_DAY = /[T ](?:1[6-9]|2[0-3]):\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|\+00:?00)$/i;
const SERIAL = /^(\d{5})(?:\.\d+)?$/;

const WEEKDAY_BEFORE = new RegExp(String.raw`^${WEEKDAY}[,\s]*`);
/** Milliseconds or seconds since 1970, as programs keep a moment; no day of this form begins with these digits. */
const MOMENT = /^(?:(1[0-8]\d{8})|([1-3]\d{9})\d{3})$/;

/** Marks a lunar month as the leap one: `农历1995年闰8月15日`, `闰月`. */
const LEAP = /[(（]?闰月?[)）]?\s*/;

/**
 * A date: `2022-06-25`, `2025/7/12`, `2025.7.12`, `20260907`, `2023年5月6日`, an Excel serial (33183), each with or
 * without a time, full width or not. A placeholder such as 1900-01-01 or 0001-01-01 is blank.
 */
export function readDate(cell: string | undefined): Cell<string> {
  const text = plain(unwrap(cell ?? ''))
    .replace(/^(?:公历|阳历|农历|阴历)\s*/, '')
    .replace(LEAP, '')
    .replace(WEEKDAY_BEFORE, '');
  if (text === '' || /^0(?:\.0+)?$/.test(text) || NO_MOMENT.test(text)) return blank;
  if (text.length > LONGEST_DATE) return unreadable;
  const serial = SERIAL.exec(text);
  if (serial)
    return Number(serial[1]) < LAST_SERIAL
      ? value(fromDayNumber(Number(serial[1]) - EXCEL_EPOCH))
      : unreadable;
  const moment = MOMENT.exec(text);
  if (moment) return value(fromDayNumber(Math.floor((Number(moment[1] ?? moment[2]) / 3_600 + 8) / 24)));
  const match = SEPARATED.exec(text) ?? COMPACT.exec(text);
  if (!match) return unreadable;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (NO_DAY.has(`${year}-${month}-${day}`)) return blank;
  if (year < 1900 || year > 2100) return unreadable;
  try {
    return value(addDays(dateOf(year, month, day), IS_NEXT_DAY.test(text) ? 1 : 0));
  } catch {
    return unreadable;
  }
}

const NO = /^(?:否|无|没有|非|不|未|n|no|false|f|0|×|x|✗|✘)/i;
const YES = /^(?:是|有|已|对|y|yes|true|t|1|√|✓|✔|v)/i;

/** Yes or no in the words of exports; null for a blank or unknown word. */
export function readYesNo(cell: string | undefined): boolean | null {
  const text = plain(cell);
  if (text === '') return null;
  if (NO.test(text)) return false;
  if (YES.test(text)) return true;
  if (/外店|他店|外地|店外/.test(text)) return false;
  return /本店|店内|在店|续保/.test(text) ? true : null;
}

/** Where the car was bought: 本店 true; another dealer false; null if the export does not say. */
export function readSoldHere(cell: string | undefined): boolean | null {
  const text = plain(cell);
  if (/外店|他店|外地|外购|外来|非本|其他|其它|别店|二手/.test(text)) return false;
  if (/本店|自店|自销|本公司|店内|展厅/.test(text)) return true;
  return readYesNo(text);
}

/** The same, of a column that asks the contrary (是否外购): by its words, or turned round where it only says yes or no. */
export function readSoldElsewhere(cell: string | undefined): boolean | null {
  const text = plain(cell);
  const elsewhere = /[外他别自本]/.test(text) ? null : readYesNo(text);
  return elsewhere === null ? readSoldHere(text) : !elsewhere;
}

export function readSex(cell: string | undefined): 'male' | 'female' | 'company' | null {
  // Systems put the number of a word before it: `1-男`, `02女`.
  const text = plain(cell).replace(/^\d{1,2}\s*[-.、:_]?\s*(?=\D)/, '');
  if (/^(?:男|先生|m$|male)/i.test(text)) return 'male';
  if (/^(?:女|f$|female|小姐)/i.test(text)) return 'female';
  return /公司|单位|企业|法人/.test(text) ? 'company' : null;
}

export function readCalendar(cell: string | undefined): 'solar' | 'lunar' | null {
  const text = plain(cell);
  if (/农历|阴历|旧历|夏历|lunar|闰/i.test(text)) return 'lunar';
  return /公历|阳历|新历|西历|solar/i.test(text) ? 'solar' : null;
}

/** True if the cell says that a lunar month is the leap one. */
export function readLeap(cell: string | undefined): boolean {
  return /闰/.test(plain(cell));
}

/** A person's name set wide: `张 三`, `王　小明`. */
const WIDE_NAME = /^\p{Script=Han}(?:\s?\p{Script=Han}){1,3}$/u;

/** A name; blanks that only set it wide are left out, so that a person is known again however it is set. */
export function readName(cell: string | undefined, max: number): string {
  const name = readText(cell, max);
  return WIDE_NAME.test(name) ? name.replace(/\s/g, '') : name;
}

/** What a car is used for; null for words that do not speak of it. */
export function readUse(cell: string | undefined): VehicleUse | null {
  const text = plain(cell);
  if (text === '') return null;
  // `国家机关` and `企业非营运` are no one's own; `企业营运` earns money.
  const carries = /营运|运营|营业|出租|网约|租赁|客运|货运|滴滴|taxi|rental|commercial/i.test(text);
  const isForHire = carries && !/非营/.test(text);
  if (
    !isForHire &&
    /^(?:对?公|公户)$|公司|单位|公务|企业|公车|公用|机关|法人|事业|商务|警|军|^(?:company|corporate|business|fleet|government)/i.test(
      text,
    )
  )
    return 'company';
  if (isForHire) return 'taxi';
  if (/非营|家|私|个人|自用|生活|^(?:private|personal|individual)/i.test(text)) return 'private';
  // Columns of this name also sort customers (`A类`, `潜客`): such a word says nothing of the use.
  return /教练|驾校|试驾|展车|其他|其它|特种|工程|救护|消防|校车|抢险/.test(text) ? 'other' : null;
}

const COMPANY =
  /(?:公司|集团|商行|合作社|事务所|工作室|经营部|门市部|服务部|销售部|研究院|研究所|设计院|医院|学校|幼儿园|中学|小学|大学|学院|银行|支行|协会|管理局|管委会|委员会|政府|派出所|超市|酒店|宾馆|工厂|中心|厂|店|行|局|处|站)(?:[(（].*[)）])?$/;

/** True for the name of an organisation: people's names are short and never end like that. */
export function isCompanyName(name: string): boolean {
  return codePointLength(name) >= 5 && COMPANY.test(name);
}
