import { memoSvg, svgImage } from './svg';

export type CarShape = 'sedan' | 'suv';

/** Paint of the car by the colour word in the file; the word may be long (珍珠白) or missing. */
export function paintOf(colourName: string | undefined): string {
  const paints: readonly (readonly [string, string])[] = [
    ['白', '#EEF0F2'],
    ['黑', '#2A2E35'],
    ['银', '#C3C9D0'],
    ['灰', '#7D858F'],
    ['蓝', '#2C5C9E'],
    ['红', '#A8323A'],
    ['金', '#BFA378'],
    ['棕', '#6B5040'],
    ['绿', '#3D6B57'],
    ['紫', '#5C4A7D'],
    ['橙', '#C9692E'],
    ['黄', '#D9B23C'],
  ];
  return paints.find(([word]) => colourName?.includes(word))?.[1] ?? '#9AA3AD';
}

/** Body shape guessed from the model name: only the silhouette depends on it. */
export function shapeOf(model: string): CarShape {
  return /X\d|Q\d|GL[A-S]|SUV|RAV|CR-?V|XC\d|汉兰达|途|荣放|威兰达|领克0|哈弗|唐|宋/i.test(model)
    ? 'suv'
    : 'sedan';
}

const sedan = {
  body: 'M12 82C10 70 13 62 28 58C46 53.5 64 51.5 82 49.5C99 35 121 22.5 151 20.5C189 18 218 25 244 45.5C266 48 291 52.5 303 60C312 66 313 77 311 84C310 89 306 91.5 300 91.5L24 91.5C16 91.5 13 89 12 82Z',
  glass:
    'M97 48.5C112 36 131 28.5 153 27.3L160 27.1L162 49.5L98 50.5C95.5 50.5 95.3 49.9 97 48.5ZM167 27C193 26.8 214 33 234 46C236 47.5 235.5 48.3 233 48.4L169 49.4Z',
  line: 'M34 63C90 56.5 190 55.5 298 62',
  doors: 'M98 51C96 64 98 76 108 86M165 49.5L167 87M236 49C240 60 236 70 226 79',
  handles: 'M142 58.5h13M209 58.5h13',
  front: 'M16 66C21 62 30 60.5 37 60.5C35 65 28 68.5 16.5 69.5Z',
  rear: 'M309 66C303 63 297 62.5 291 63C294 67.5 302 69.5 311 70Z',
  wheels: [74, 250],
} as const;

const suv = {
  body: 'M33 83C29 72 29 62 36 55C46 48.5 68 45 92 42.5C104 28 118 15.5 138 11.5C168 7 216 7 244 11C257 13.5 268 25 275 40C286 43.5 291 50 292.5 60C294 70 294 78 292 85C291 89 287 91.5 281 91.5L44 91.5C36 91.5 34 89 33 83Z',
  glass:
    'M105 41.5C115 30 126 21 143 18.5L161 17.2L163 42L108 43C104.5 43 104 42.5 105 41.5ZM168 16.8C186 16 203 16 217 16.8L220 41L169.5 41.9ZM223 17.2C233 17.8 240 18.6 245 20C252 23 258 30 262 39L226 40.8Z',
  line: 'M42 60C96 52 190 51 291 58',
  doors: 'M106 44C103 60 105 76 114 86M166 43L167 87M222 42C225 58 232 68 228 82',
  handles: 'M145 53h13M200 52.5h13',
  front: 'M32 64C38 57.5 48 55.5 57 55.5C55 61.5 46 66.5 31.5 68.5Z',
  rear: 'M291 53C286 51 281 51 277 52C279 60 285 64 293 65Z',
  wheels: [84, 246],
} as const;

/**
 * Side view of the car in its own paint, 320 x 122 units, facing left.
 * @param paint #RRGGBB from `paintOf`
 */
export const carSide = memoSvg((paint: string, shape: string) => {
  const car = shape === 'suv' ? suv : sedan;
  const wheel = (x: number) =>
    `<circle cx="${x}" cy="90" r="23.5" fill="#15181C"/><circle cx="${x}" cy="90" r="16" fill="#AEB5BD"/><circle cx="${x}" cy="90" r="13.5" fill="#3A4048"/>` +
    [0, 72, 144, 216, 288]
      .map(
        (turn) =>
          `<path d="M${x} 90V77.5" stroke="#C6CCD3" stroke-width="4" transform="rotate(${turn} ${x} 90)"/>`,
      )
      .join('') +
    `<circle cx="${x}" cy="90" r="3.5" fill="#DCE0E5"/>`;
  const shade =
    '<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".38"/><stop offset=".42" stop-color="#fff" stop-opacity=".06"/><stop offset=".5" stop-color="#000" stop-opacity=".05"/><stop offset="1" stop-color="#000" stop-opacity=".36"/></linearGradient><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#4B5865"/><stop offset="1" stop-color="#1B2128"/></linearGradient><radialGradient id="f"><stop offset="0" stop-color="#0B0E12" stop-opacity=".34"/><stop offset="1" stop-color="#0B0E12" stop-opacity="0"/></radialGradient></defs>';
  return svgImage(
    [320, 122],
    `${shade}<ellipse cx="162" cy="111" rx="152" ry="9" fill="url(#f)"/>` +
      `<path d="${car.body}" fill="${paint}"/><path d="${car.body}" fill="url(#s)" stroke="#0B0E12" stroke-opacity=".16" stroke-width="1"/>` +
      `<path d="M40 91.5h246l6-6H32z" fill="#0B0E12" fill-opacity=".45"/>` +
      `<path d="${car.glass}" fill="url(#g)"/>` +
      `<path d="${car.line}" fill="none" stroke="#fff" stroke-opacity=".42" stroke-width="1.4"/>` +
      `<path d="${car.doors}" fill="none" stroke="#0B0E12" stroke-opacity=".24" stroke-width="1.2"/>` +
      `<path d="${car.handles}" stroke="#0B0E12" stroke-opacity=".42" stroke-width="2.4" stroke-linecap="round"/>` +
      `<path d="${car.front}" fill="#F7FBFF" stroke="#0B0E12" stroke-opacity=".2"/><path d="${car.rear}" fill="#C8313B"/>` +
      car.wheels.map(wheel).join(''),
  );
});

/**
 * The car seen from above, 120 x 240 units, front up, with its four tyres in the colours of their state.
 * @param tyres fill colours: front left, front right, rear left, rear right
 */
export const carTop = memoSvg(
  (frontLeft: string, frontRight: string, rearLeft: string, rearRight: string) => {
    const tyre = (x: number, y: number, fill: string) =>
      `<rect x="${x}" y="${y}" width="15" height="42" rx="5.5" fill="${fill}"/><path d="M${x + 4} ${y + 7}v28M${x + 7.5} ${y + 7}v28M${x + 11} ${y + 7}v28" stroke="#fff" stroke-opacity=".5" stroke-width="1.3"/>`;
    return svgImage(
      [120, 240],
      tyre(3, 36, frontLeft) +
        tyre(102, 36, frontRight) +
        tyre(3, 164, rearLeft) +
        tyre(102, 164, rearRight) +
        '<path d="M60 6C82 6 96 14 100 32C103 50 103 66 102 92L103 176C103 196 102 210 96 222C88 232 74 234 60 234C46 234 32 232 24 222C18 210 17 196 17 176L18 92C17 66 17 50 20 32C24 14 38 6 60 6Z" fill="#F7F8FA" stroke="#C9CED5" stroke-width="1.6"/>' +
        '<path d="M27 82C38 73 82 73 93 82L86 104C76 99 44 99 34 104Z" fill="#46515C"/>' +
        '<path d="M32 190C44 197 76 197 88 190L93 209C80 217 40 217 27 209Z" fill="#46515C"/>' +
        '<path d="M23 96L28 114L28 178L23 196ZM97 96L92 114L92 178L97 196Z" fill="#5D6975"/>' +
        '<path d="M33 108C44 104 76 104 87 108L86 184C76 188 44 188 34 184Z" fill="#fff" stroke="#DDE1E6"/>' +
        '<path d="M30 40C40 30 80 30 90 40M28 66C42 58 78 58 92 66" fill="none" stroke="#D3D8DE" stroke-width="1.4"/>' +
        '<path d="M25 20C30 13 38 11 44 11C41 16 34 20 25 25ZM95 20C90 13 82 11 76 11C79 16 86 20 95 25Z" fill="#DDEBF5" stroke="#B9C4CE" stroke-width=".8"/>' +
        '<path d="M26 226C32 222 40 223 44 228ZM94 226C88 222 80 223 76 228Z" fill="#D9443A"/>' +
        '<path d="M17 84L7 80C5 84 8 89 17 91ZM103 84L113 80C115 84 112 89 103 91Z" fill="#E3E6EA" stroke="#C9CED5"/>',
    );
  },
);
