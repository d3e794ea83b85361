import {
  type Grade,
  gradePad,
  gradePressure,
  gradeTread,
  TREAD_LIMIT_MM,
  treadLeft,
  type Wheel,
  wheelLabel,
} from '@cheban/contracts/constants';

/** The three numbers (三项数据) of one wheel: kPa found and set, millimetres of tread and brake pad. */
export interface WheelNumbers {
  readonly wheel: Wheel;
  readonly foundKpa: number;
  readonly setKpa: number;
  readonly treadMm: number;
  readonly padMm: number;
}

export interface GradedWheel extends WheelNumbers {
  /** Millimetres left to the legal limit, one decimal, never negative. */
  readonly treadLeftMm: number;
  readonly pressure: Grade;
  readonly tread: Grade;
  readonly pad: Grade;
}

export interface Advice {
  readonly grade: Grade;
  readonly text: string;
}

const worstFirst: Record<Grade, number> = { red: 0, amber: 1, green: 2 };
const say = (wheel: Wheel) => `${wheelLabel[wheel]}轮`;

export function gradeWheel(numbers: WheelNumbers): GradedWheel {
  return {
    ...numbers,
    treadLeftMm: treadLeft(numbers.treadMm),
    pressure: gradePressure(numbers.foundKpa, numbers.setKpa),
    tread: gradeTread(numbers.treadMm),
    pad: gradePad(numbers.padMm),
  };
}

/** The worst of all grades; green for an empty list. */
export function worstGrade(wheels: readonly GradedWheel[]): Grade {
  const all = wheels.flatMap((wheel) => [wheel.pressure, wheel.tread, wheel.pad]);
  return all.reduce<Grade>(
    (worst, grade) => (worstFirst[grade] < worstFirst[worst] ? grade : worst),
    'green',
  );
}

/** One plain sentence for the owner for each amber or red number, red ones first; all green says so in one line. */
export function adviceFor(wheels: readonly GradedWheel[]): Advice[] {
  const advice = wheels
    .flatMap((wheel) => [adviseTread(wheel), adviseBrakePad(wheel), advisePressure(wheel)])
    .filter((entry) => entry.grade !== 'green')
    .sort((a, b) => worstFirst[a.grade] - worstFirst[b.grade]);
  if (advice.length > 0) return advice;
  return [{ grade: 'green', text: '胎压、花纹深度和刹车片都在良好范围，请放心驾驶。' }];
}

function adviseTread(wheel: GradedWheel): Advice {
  const who = say(wheel.wheel);
  const text =
    wheel.tread === 'red'
      ? `${who}花纹只有 ${wheel.treadMm} 毫米，已到 ${TREAD_LIMIT_MM} 毫米的法定下限，雨天容易打滑，请尽快更换轮胎。`
      : `${who}花纹还有 ${wheel.treadMm} 毫米，距 ${TREAD_LIMIT_MM} 毫米下限还剩 ${wheel.treadLeftMm} 毫米，建议近期安排更换。`;
  return { grade: wheel.tread, text };
}

function adviseBrakePad(wheel: GradedWheel): Advice {
  const who = say(wheel.wheel);
  const text =
    wheel.pad === 'red'
      ? `${who}刹车片只剩 ${wheel.padMm} 毫米，制动距离会变长，为了安全请马上更换。`
      : `${who}刹车片还剩 ${wheel.padMm} 毫米，可能用不到下次保养，建议提前预约更换。`;
  return { grade: wheel.pad, text };
}

function advisePressure(wheel: GradedWheel): Advice {
  const { foundKpa, setKpa, pressure } = wheel;
  const percent = Math.round((Math.abs(foundKpa - setKpa) * 100) / setKpa);
  const low = foundKpa < setKpa;
  const found = `${say(wheel.wheel)}胎压到店时 ${foundKpa} kPa，比标准${low ? '低' : '高'} ${percent}%`;
  const done = `已为您${low ? '补' : '调'}到 ${setKpa} kPa`;
  const after = low ? '可能有慢漏气，请一周内留意或回店复查' : '请勿自行多充';
  return {
    grade: pressure,
    text: pressure === 'red' ? `${found}，${done}；${after}。` : `${found}，${done}。`,
  };
}
