import { addDays, addMonths, diffDays, monthStart, partsOf, toDayNumber } from '@cheban/kernel';
import { encodeGb18030 } from './gb18030.js';
import {
  Dice,
  driven,
  makeCar,
  monthsBefore,
  type SampleCar,
  type SampleStore,
  sampleStores,
} from './sample-cars.js';

/** An owner with complete data, for the phones of the demo. */
export interface ShowcaseOwner {
  name: string;
  phone: string;
  plate: string;
}

export interface SampleExport {
  /** CSV in GB18030 with a title line, a total line and the usual faults. */
  vehicles: Buffer;
  history: Buffer;
  /** Owners of the first cars. */
  showcase: ShowcaseOwner[];
  /** Every third of the other people: those who use the mini-program. */
  enrolled: ShowcaseOwner[];
}

export interface SampleOptions {
  storeCode: 'S1' | 'S2';
  /** Business date around which everything is dated. */
  today: string;
  seed: number;
  /** How many cars, at least 20. */
  cars: number;
}

const SHOWCASE = 6;
/** The last cars of the list were sold here in the month before; for a store that is how many it sells. */
const NEW_CARS = 12;
const ENROLLED_EVERY = 3;
const [FIRST_FAULT, FAULT_STEP] = [SHOWCASE + 5, 13];

/** What the export of a demo store's DMS would be today. The same options give the same bytes. */
export function sampleExport({ storeCode, today, seed, cars: count }: SampleOptions): SampleExport {
  const dice = new Dice(seed * 1_000 + (storeCode === 'S1' ? 1 : 2));
  const store = sampleStores[storeCode];
  const cars = showcaseCars(dice, store, today);
  while (cars.length < count - NEW_CARS) cars.push(ordinaryCar(dice, store, today));
  while (cars.length < count) cars.push(newCar(dice, store, today));
  const phones = new Set<string>();
  for (const car of cars) {
    while (phones.has(car.phone)) car.phone = String(Number(car.phone) + 1);
    phones.add(car.phone);
  }
  return {
    vehicles: encodeGb18030(vehicleLines(dice, cars, store, today).join('\r\n')),
    history: encodeGb18030(historyLines(dice, cars).join('\r\n')),
    showcase: cars.slice(0, SHOWCASE).map(personOf),
    enrolled: cars
      .filter((car, place) => place >= SHOWCASE && place % ENROLLED_EVERY === 0 && isPlain(car, place))
      .map(personOf),
  };
}

const personOf = ({ name, phone, plate }: SampleCar): ShowcaseOwner => ({ name, phone, plate });

/** Of a person, not a company, on a line without a fault. */
const isPlain = (car: SampleCar, place: number) =>
  car.use === '家用' && (place < FIRST_FAULT || (place - FIRST_FAULT) % FAULT_STEP !== 0);

/**
 * Six people who show what the system does: two due by kilometres (in 5 and 13 days) and one by date (in 9), one
 * overdue, one before the first service, one just served whose insurance runs out.
 */
function showcaseCars(dice: Dice, store: SampleStore, today: string): SampleCar[] {
  const { months, km } = store.cycle;
  const cars = [2, 3, 4, 3, 0, 2].map((years, i) => {
    const soldOn =
      i === 4 ? monthsBefore(addDays(today, 7), 3) : addDays(addMonths(today, -12 * years), -40 - i * 9);
    let car = makeCar(dice, store, soldOn, today);
    while (car.use !== '家用') car = makeCar(dice, store, soldOn, today);
    return { ...car, soldHere: '本店', insuredHere: '是', hobby: car.hobby || '旅游' };
  });
  const steady = (i: number, lastOn: string, perDay: number, gap: number) => {
    const car = cars[i];
    if (car) driven(dice, car, lastOn, perDay, gap, true);
  };
  const byKm = (dueInDays: number, perDay: number) => addDays(today, dueInDays - Math.floor(km / perDay));
  steady(0, byKm(5, 64), 64, Math.floor(km / 64));
  steady(1, monthsBefore(addDays(today, 9), months), 36, months * 30);
  steady(2, byKm(13, 70), 70, Math.floor(km / 70));
  steady(3, monthsBefore(addDays(today, -10), months), 32, months * 30);
  steady(5, addDays(today, -12), 40, months * 30);
  const last = cars[5];
  if (last) last.insuranceExpiresOn = addDays(today, 21);
  return cars;
}

/** A car as any other: two of three come when due, the others are late, at risk or lost. */
function ordinaryCar(dice: Dice, store: SampleStore, today: string): SampleCar {
  const { months, km } = store.cycle;
  const car = makeCar(dice, store, addDays(today, -dice.int(60, 2_600)), today);
  const perDay = dice.int(18, 75);
  const cycleDays = Math.min(months * 30, Math.floor(km / perDay));
  const late = dice.next();
  const since =
    late < 0.68
      ? dice.int(3, cycleDays + 12)
      : late < 0.84
        ? dice.int(cycleDays, 2 * cycleDays)
        : dice.int(2 * cycleDays, 900);
  const lastOn = addDays(today, -since);
  // A new car that has not come yet has no visits.
  if (diffDays(car.soldOn, lastOn) > 45) driven(dice, car, lastOn, perDay, cycleDays, false);
  if (dice.chance(0.1)) car.insuranceExpiresOn = addDays(today, dice.int(-20, 60));
  return car;
}

/** A private car that was sold here on a day of the month before and has not come for a service yet. */
function newCar(dice: Dice, store: SampleStore, today: string): SampleCar {
  const soldOn = addDays(monthStart(today), -dice.int(1, 28));
  return { ...makeCar(dice, store, soldOn, today), soldHere: '本店', use: '家用' };
}

/** A date in one of the forms that a DMS mixes. */
function written(dice: Dice, date: string): string {
  if (date === '') return '';
  const { year, month, day } = partsOf(date);
  const form = dice.next();
  if (form < 0.6) return date;
  if (form < 0.75) return `${year}/${month}/${day}`;
  if (form < 0.86) return date.replaceAll('-', '');
  return form < 0.94 ? `${year}年${month}月${day}日` : String(toDayNumber(date) + 25_569);
}

const VEHICLE_HEADER =
  '客户姓名,性别,手机号码,生日,历法,联系地址,职业,爱好,车架号(VIN),车牌号,品牌,车型,颜色,购车日期,销售来源,使用性质,最近保养日期,最近保养里程(公里),商业险到期日,是否本店投保,承保公司,驾照到期,服务顾问,备注';

function vehicleCells(dice: Dice, car: SampleCar, store: SampleStore): string[] {
  const last = car.visits.filter((visit) => visit.kind === '保养').at(-1);
  return [
    car.name,
    car.sex,
    car.phone,
    written(dice, car.birthday),
    car.birthday === '' ? '' : car.calendar,
    car.region,
    car.occupation,
    car.hobby,
    car.vin,
    car.plate,
    store.brand,
    car.model,
    car.colour,
    written(dice, car.soldOn),
    car.soldHere,
    car.use,
    written(dice, last?.on ?? ''),
    last ? String(last.km) : '',
    written(dice, car.insuranceExpiresOn),
    car.insuredHere,
    car.insurer,
    written(dice, car.licenceExpiresOn),
    car.advisor,
    car.remark,
  ];
}

/** Columns of faults in a vehicle line. */
const [PHONE, VIN, PLATE, SOLD_ON, KM] = [2, 8, 9, 13, 17];

/** Faults as every real export has them; some are mended by the import, some end in the error file. */
const faults: readonly ((cells: string[]) => void)[] = [
  (cells) => change(cells, PHONE, (text) => text.slice(0, 10)),
  (cells) => change(cells, PHONE, () => ''),
  (cells) => change(cells, PHONE, (text) => `${text.slice(0, 3)}-${text.slice(3, 7)}-${text.slice(7)}`),
  (cells) => change(cells, VIN, (text) => text.slice(0, 16)),
  (cells) => change(cells, VIN, (text) => text.toLowerCase()),
  (cells) => change(cells, PLATE, (text) => `${text.slice(0, 2)}·${text.slice(2).toLowerCase()}`),
  (cells) => change(cells, PLATE, () => '无牌'),
  (cells) => change(cells, SOLD_ON, () => '待补'),
  (cells) =>
    change(cells, KM, (text) => (text === '' ? '' : `"${Number(text).toLocaleString('en-US')}公里"`)),
];

function change(cells: string[], column: number, by: (text: string) => string): void {
  cells[column] = by(cells[column] ?? '');
}

function vehicleLines(dice: Dice, cars: readonly SampleCar[], store: SampleStore, today: string): string[] {
  const rows = cars.map((car) => vehicleCells(dice, car, store));
  faults.forEach((fault, i) => {
    const cells = rows[FIRST_FAULT + i * FAULT_STEP];
    if (cells) fault(cells);
  });
  const twice = rows[SHOWCASE + 2];
  if (twice) rows.push([...twice]);
  const commas = ','.repeat(VEHICLE_HEADER.split(',').length - 3);
  return [
    `车辆客户档案导出,,导出时间:${today}${commas}`,
    VEHICLE_HEADER,
    ...rows.map((cells) => cells.join(',')),
    `合计,,${rows.length}${commas}`,
    '',
  ];
}

function historyLines(dice: Dice, cars: readonly SampleCar[]): string[] {
  const visits = cars
    .flatMap((car, place) => car.visits.map((visit) => ({ ...visit, vin: car.vin, place })))
    .sort((a, b) => a.on.localeCompare(b.on) || a.vin.localeCompare(b.vin));
  const lines = visits.map((visit, i) => {
    const order = `RO${visit.on.slice(2).replaceAll('-', '')}${String(i + 1).padStart(5, '0')}`;
    // A zero too many, now and then: the import keeps such readings aside.
    const slip = visit.place >= SHOWCASE && dice.chance(0.003);
    const km = slip ? visit.km * 10 : visit.km;
    return [order, visit.vin, visit.on, km, visit.kind, visit.paidYuan, visit.advisor, visit.status].join(
      ',',
    );
  });
  return ['工单号,车架号,进厂日期,里程,业务类型,结算金额,服务顾问,状态', ...lines, ''];
}
