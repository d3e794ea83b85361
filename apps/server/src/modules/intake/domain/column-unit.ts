import { toHalfWidth } from '@cheban/kernel';

const TENS_OF_THOUSANDS = 4;
const PLACES: Readonly<Record<string, number>> = {
  万: TENS_OF_THOUSANDS,
  万元: TENS_OF_THOUSANDS,
  千元: 3,
  分: -2,
};

/** By how many decimal places the numbers of a column stand below whole kilometres or yuan: `里程(万公里)`, `产值（千元）`. */
export function placesOf(key: string, header: string): number {
  const text = toHalfWidth(header).replace(/\s|单位:?/g, '');
  if (key === 'km' || key === 'lastServiceKm')
    return /万(?:公里|千米|km)|[([【]万[)\]】]/i.test(text) ? TENS_OF_THOUSANDS : 0;
  if (key !== 'paid') return 0;
  const unit = /[([【](万元?|千元|分)[)\]】]$/.exec(text)?.[1] ?? /(?:万|千)元$/.exec(text)?.[0] ?? '';
  return PLACES[unit] ?? 0;
}

/** A plain number with its point moved: `5.3` by 4 is `53000`. What is no plain number, or has its own unit, stays. */
export function movePoint(cell: string, places: number): string {
  const found = /^([-+]?)(?:¥\s*)?([\d,]+)(?:\.(\d*))?$/.exec(toHalfWidth(cell).trim());
  if (places === 0 || !found) return cell;
  const [, sign = '', whole = '', fraction = ''] = found;
  const digits =
    whole.replace(/,/g, '').padStart(1 + Math.max(0, -places), '0') + fraction.padEnd(places, '0');
  const point = digits.length - Math.max(fraction.length, places, 0) + places;
  const rest = digits.slice(point);
  return `${sign}${digits.slice(0, point)}${rest === '' ? '' : `.${rest}`}`;
}

const KM_PER_MILE = 1.609344;

/** True for a column of distances in miles: `里程（英里）`, `Odometer (miles)`; `Mileage` alone says nothing of the unit. */
export function isInMiles(key: string, header: string): boolean {
  return (key === 'km' || key === 'lastServiceKm') && /英里|\bmiles?\b|\(mi\)/i.test(toHalfWidth(header));
}

/** A plain number of miles as whole kilometres; anything else stays as it is. */
export function milesToKm(cell: string): string {
  const text = toHalfWidth(cell).trim();
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(text)) return cell;
  return String(Math.round(Number(text.replace(/,/g, '')) * KM_PER_MILE));
}
