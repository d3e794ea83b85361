import type { Grade, Wheel } from '@cheban/contracts/constants';

const at: Record<Wheel, readonly [number, number]> = {
  front_left: [6, 40],
  front_right: [82, 40],
  rear_left: [6, 136],
  rear_right: [82, 136],
};

/** The car from above, front up; each wheel in the colour of its worst value. Decorative: the values stand beside it. */
export function CarAbove({ grades }: { grades: Partial<Record<string, Grade | null>> }) {
  return (
    <svg className="car-above" viewBox="0 0 100 212" aria-hidden="true" focusable="false">
      {(Object.keys(at) as Wheel[]).map((wheel) => (
        <rect
          key={wheel}
          x={at[wheel][0]}
          y={at[wheel][1]}
          width="12"
          height="34"
          rx="4"
          className={`car-wheel ${grades[wheel] ?? ''}`}
        />
      ))}
      <path
        className="car-body"
        d="M28 22 C30 9 40 5 50 5 C60 5 70 9 72 22 L77 50 C80 62 80 70 79 82 L79 158 C79 176 77 190 71 199 C66 206 58 207 50 207 C42 207 34 206 29 199 C23 190 21 176 21 158 L21 82 C20 70 20 62 23 50 Z"
      />
      <path className="car-glass" d="M29 74 C40 65 60 65 71 74 L67 94 C57 89 43 89 33 94 Z" />
      <path className="car-glass" d="M33 168 C43 173 57 173 67 168 L70 186 C58 193 42 193 30 186 Z" />
      <path className="car-glass" d="M26 84 L31 100 L31 162 L26 176 Z M74 84 L69 100 L69 162 L74 176 Z" />
      <path className="car-line" d="M35 30 C38 44 38 54 33 66 M65 30 C62 44 62 54 67 66" />
    </svg>
  );
}
