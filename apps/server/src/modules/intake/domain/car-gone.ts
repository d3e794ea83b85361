/** Remarks that dealership systems put beside people and cars, and that change what a row means. */
import { plain } from './read-cell.js';

/** `已售` alone is no such word: in the words of a dealer it is a car that the customer has bought here. */
const GONE = /报废|过户|转出|迁出|注销|灭失|被盗|转卖|已卖|卖掉|卖车|置换/;
const NOT_GONE = /未过户|未报废|未注销|未转出|非过户|置换(?:意向|潜)|(?:意向|有意|潜在)置换/;

/** True for a state of a car that is no longer its owner's: 报废, 已过户. */
export function isGone(cell: string | undefined): boolean {
  const text = plain(cell);
  return GONE.test(text) && !NOT_GONE.test(text);
}

/** True where such a state stands in brackets behind a name: `赵六（已售出）`. There a sale is one by the owner. */
export function isGoneByName(name: string): boolean {
  const remark = /\(([^()]*)\)?$/.exec(plain(name))?.[1] ?? '';
  return isGone(remark) || /已售|售出|车卖/.test(remark);
}

const PERSON = String.raw`\p{Script=Han}{2,4}`;
const SEVERAL = new RegExp(String.raw`^${PERSON}(?:[/、,;&+|\s]+${PERSON})+$`, 'u');

/** True for two people in one cell: `张三/李四`. */
export function isSeveralNames(name: string): boolean {
  const text = plain(name);
  // A blank alone stands in names of two letters set wide: `张 三`.
  return SEVERAL.test(text) && /[/、,;&+|]/.test(text);
}
