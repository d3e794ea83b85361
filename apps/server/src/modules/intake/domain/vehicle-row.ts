import type { VehicleUse } from '@cheban/contracts';
import { modelYearFromVin, vinProblem } from '@cheban/kernel';
import { isGone, isGoneByName, isSeveralNames } from './car-gone.js';
import {
  type Cell,
  isCompanyName,
  isDangerous,
  plain,
  readCalendar,
  readDate,
  readLeap,
  readName,
  readSex,
  readSoldElsewhere,
  readSoldHere,
  readText,
  readUse,
  readYesNo,
} from './read-cell.js';
import { isHiddenVin, readKm, readPhone, readPlate, readVin } from './read-code.js';
import type { FieldReader, RowResult } from './row-result.js';

/** One accepted row of a customer and vehicle export. Null means that the export does not say: it changes nothing. */
export interface VehicleRow {
  phone: string;
  name: string;
  sex: 'male' | 'female' | 'company' | null;
  birthdayOn: string | null;
  birthdayCalendar: 'solar' | 'lunar' | null;
  /** Born in a leap month 闰月 of the lunar calendar. */
  birthdayLeap: boolean;
  region: string | null;
  occupation: string | null;
  hobbies: string | null;
  licenceExpiresOn: string | null;
  remark: string | null;
  isCompany: boolean;
  vin: string;
  plate: string | null;
  brand: string | null;
  model: string | null;
  modelYear: number | null;
  colour: string | null;
  soldOn: string | null;
  soldHere: boolean | null;
  use: VehicleUse | null;
  insuranceExpiresOn: string | null;
  insurer: string | null;
  insuredHere: boolean | null;
  advisorName: string | null;
  lastServiceOn: string | null;
  lastServiceKm: number | null;
}

const OLDEST_CAR = '1950-01-01';

const TEXT_KEYS = [
  'name',
  'region',
  'occupation',
  'hobbies',
  'remark',
  'brand',
  'model',
  'colour',
  'insurer',
  'advisor',
];

/** Words that leave the sex open. */
const NO_SEX = /^(?:[09]|.*(?:未|保密|其他|其它|不明|不便).*|unknown|other)?$/i;

/** The first day of Unix is a birthday like any other; of cars it says that a program knew no day. */
function readCarDay(cell: string | undefined): Cell<string> {
  const day = readDate(cell);
  return day.is === 'value' && day.value === '1970-01-01' ? { is: 'blank' } : day;
}

const valueIn = <T>(cell: Cell<T>): T | null => (cell.is === 'value' ? cell.value : null);
const orNull = (text: string): string | null => (text === '' ? null : text);

/**
 * Reads one row. `today` is the day against which "in the future" is judged. What identifies the person and the car,
 * and what due dates are computed from, must be right (an error row); what is only nice to know is left out with a
 * warning. Blank optional cells are fine.
 */
export function readVehicleRow(cell: FieldReader, today: string): RowResult<VehicleRow> {
  const errors: string[] = [];
  const warnings: string[] = [];

  const name = readName(cell('name'), 80);
  if (name === '') errors.push('name_missing');
  const phone = bestPhone(cell);
  if (phone.error !== null) errors.push(phone.error);
  else if (phone.warning !== null) warnings.push(phone.warning);

  const { vin, mended } = readVin(cell('vin'));
  if (mended) warnings.push('vin_mended');
  const problem = vinProblem(vin);
  if (vin === '') errors.push('vin_missing');
  else if (problem === 'check_digit') warnings.push('vin_check_digit');
  else if (problem) errors.push(isHiddenVin(vin) ? 'vin_hidden' : `vin_${problem}`);

  const plate = readPlate(cell('plate'));
  if (plate.reason && plate.reason !== 'missing') warnings.push('plate_invalid');

  const soldOn = readCarDay(cell('soldOn'));
  if (soldOn.is === 'unreadable' || (soldOn.is === 'value' && soldOn.value < OLDEST_CAR))
    errors.push('sold_on_unreadable');
  else if (soldOn.is === 'value' && soldOn.value > today) errors.push('sold_on_in_future');

  const lastServiceOn = readCarDay(cell('lastServiceOn'));
  if (lastServiceOn.is === 'unreadable') errors.push('date_unreadable');
  else if (lastServiceOn.is === 'value' && lastServiceOn.value > today) errors.push('date_in_future');
  const km = readKm(cell('lastServiceKm'));
  if (km.error) errors.push(km.error);
  else if (km.km !== null && lastServiceOn.is === 'blank') warnings.push('mileage_without_date');
  // Nobody is to be reminded of a car that is no longer theirs.
  if (isGone(cell('carState')) || readYesNo(cell('carGone')) === true || isGoneByName(name))
    errors.push('car_gone');
  if (isSeveralNames(name)) warnings.push('name_of_several');

  const insurance = readCarDay(cell('insuranceExpiresOn'));
  if (insurance.is === 'unreadable') warnings.push('insurance_on_unreadable');
  const licenceText = plain(cell('licenceExpiresOn'));
  const licence: Cell<string> = /长期|永久/.test(licenceText)
    ? { is: 'blank' }
    : readDate(cell('licenceExpiresOn'));
  if (licence.is === 'unreadable') warnings.push('licence_on_unreadable');
  const birthday = readDate(cell('birthday'));
  const badBirthday = birthday.is === 'unreadable' || (birthday.is === 'value' && birthday.value > today);
  if (badBirthday) warnings.push('birthday_unreadable');
  const sex = readSex(cell('sex'));
  // Systems that keep a number do not agree on what it stands for.
  if (sex === null && !NO_SEX.test(plain(cell('sex')))) warnings.push('sex_unreadable');
  if (TEXT_KEYS.some((key) => isDangerous(cell(key)))) warnings.push('formula_text');

  if (errors.length > 0 || phone.error !== null) return { ok: false, errors, warnings };

  const use = readUse(cell('use'));
  const isCompany = isCompanyName(name) || sex === 'company';
  const birthdayOn = badBirthday ? null : valueIn(birthday);
  const calendar = readCalendar(cell('birthdayCalendar')) ?? readCalendar(cell('birthday')) ?? 'solar';
  const year = /^(19[89]\d|20\d\d)/.exec(plain(cell('modelYear')))?.[1];
  const row: VehicleRow = {
    phone: phone.phone,
    name,
    sex: isCompany ? 'company' : sex,
    birthdayOn,
    birthdayCalendar: birthdayOn === null ? null : calendar,
    birthdayLeap:
      birthdayOn !== null &&
      calendar === 'lunar' &&
      (readLeap(cell('birthdayCalendar')) || readLeap(cell('birthday'))),
    region: orNull(readText(cell('region'), 160)),
    occupation: orNull(readText(cell('occupation'), 60)),
    hobbies: orNull(readText(cell('hobbies'), 120)),
    licenceExpiresOn: valueIn(licence),
    remark: orNull(readText(cell('remark'), 300)),
    isCompany,
    vin,
    plate: plate.plate,
    brand: orNull(readText(cell('brand'), 40)),
    model: orNull(readText(cell('model'), 60)),
    modelYear: year ? Number(year) : modelYearFromVin(vin, today),
    colour: orNull(readText(cell('colour'), 20)),
    soldOn: valueIn(soldOn),
    soldHere: readSoldHere(cell('soldHere')) ?? readSoldElsewhere(cell('soldElsewhere')),
    use: use ?? (isCompany ? 'company' : null),
    insuranceExpiresOn: valueIn(insurance),
    insurer: orNull(readText(cell('insurer'), 40)),
    insuredHere: readYesNo(cell('insuredHere')),
    advisorName: orNull(readText(cell('advisor'), 40)),
    lastServiceOn: valueIn(lastServiceOn),
    lastServiceKm: km.km,
  };
  return { ok: true, row, warnings };
}

/** The mobile number of the phone column; where that has none, one of the column for further numbers. */
function bestPhone(cell: FieldReader) {
  const first = readPhone(cell('phone'));
  if (first.phone !== null) return first;
  const other = readPhone(cell('otherPhone'));
  return other.phone === null ? first : { ...other, warning: 'phone_from_other' };
}
