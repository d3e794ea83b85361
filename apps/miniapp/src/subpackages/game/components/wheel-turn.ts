/** Whole turns before it stops: enough to hope. */
const turns = 5;
/** How far from the middle of its segment it may stop, as a share of half the width: never near a border. */
const mostOff = 0.66;

/** What is over of a division, never negative. */
const rest = (value: number, whole: number) => ((value % whole) + whole) % whole;

/**
 * The angle at which the disc stops, so that the pointer at the top stands in a segment.
 * @param from where it stands now, degrees clockwise
 * @param segment place of the segment, clockwise from the top
 * @param of number of segments, all drawn alike
 * @param off -1 to 1: how far from the middle of the segment, so that it never looks arranged
 * @returns degrees clockwise; more than `from` by five to six turns
 */
export function stopAngle(from: number, segment: number, of: number, off: number): number {
  const width = 360 / of;
  const under = (segment + 0.5 + (off * mostOff) / 2) * width;
  return from + turns * 360 + rest(-under - from, 360);
}

/** Place of the segment under the pointer when the disc stands at an angle. */
export function segmentAt(angle: number, of: number): number {
  return Math.floor(rest(-angle, 360) / (360 / of));
}
