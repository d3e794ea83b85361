import './games.css';

export interface Sector {
  readonly name: string;
  readonly wins: boolean;
}
const R = 100;
/** Where the words of a sector stand, from the middle. */
const WORDS_AT = 0.66;

/** A point on the circle, so many degrees clockwise from the top. */
function pointAt(degrees: number, radius: number): string {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return `${(Math.cos(angle) * radius).toFixed(2)} ${(Math.sin(angle) * radius).toFixed(2)}`;
}

/** The wheel as owners see it: all sectors alike, clockwise from the top, those with a prize in colour. */
export function WheelPicture({ sectors }: { sectors: readonly Sector[] }) {
  const step = 360 / Math.max(1, sectors.length);
  return (
    <svg className="wheel" viewBox="-108 -116 216 224" role="img" aria-label="转盘预览" data-testid="wheel">
      <circle r={R + 6} className="wheel-rim" />
      {sectors.map(({ name, wins }, index) => {
        const middle = index * step;
        const [from, to] = [middle - step / 2, middle + step / 2];
        return (
          <g key={`${index.toString()}-${name}`}>
            <path
              className={wins ? 'wheel-win' : index % 2 === 0 ? 'wheel-miss' : 'wheel-miss other'}
              d={
                sectors.length === 1
                  ? `M 0 -${R} A ${R} ${R} 0 1 1 -0.01 -${R} Z`
                  : `M 0 0 L ${pointAt(from, R)} A ${R} ${R} 0 ${step > 180 ? 1 : 0} 1 ${pointAt(to, R)} Z`
              }
            />
            <g transform={`rotate(${middle}) translate(0 ${-R * WORDS_AT})`}>
              <text
                className={wins ? 'wheel-text win' : 'wheel-text'}
                textAnchor="middle"
                dominantBaseline="middle"
              >
                {name || '…'}
              </text>
            </g>
          </g>
        );
      })}
      <circle r={22} className="wheel-hub" />
      <text className="wheel-go" textAnchor="middle" dominantBaseline="central">
        抽奖
      </text>
      <path d="M -9 -114 L 9 -114 L 0 -94 Z" className="wheel-pointer" />
    </svg>
  );
}
