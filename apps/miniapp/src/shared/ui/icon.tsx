import { type Ink, inkValue } from '@/shared/theme/palette';
import { Picture } from './picture';
import { memoSvg, svgImage } from './svg';

/** Line icons on a 24-unit grid. `f` marks filled parts. */
const drawings = {
  alert: '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v5M12 17.8v.1"/>',
  arrow: '<path d="M9 5l7 7-7 7"/>',
  back: '<path d="M15 5l-7 7 7 7"/>',
  bell: '<path d="M5.5 17V11a6.5 6.5 0 0 1 13 0v6l1.5 2H4z"/><path d="M10 21.5h4"/>',
  cake: '<path d="M4 20.5h16v-7.5a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2z"/><path d="M4 15.5c2.7 2 5.3-2 8 0s5.3-2 8 0M12 11V7.5M12 4.5v.1"/>',
  calendar: '<rect x="3.5" y="5" width="17" height="15.5" rx="3"/><path d="M3.5 10h17M8 3v4M16 3v4"/>',
  car: '<path d="M4 12.5l1.8-5A2.5 2.5 0 0 1 8.1 6h7.8a2.5 2.5 0 0 1 2.3 1.5l1.8 5v6h-3v-2H7v2H4z"/><path d="M4.5 12h15M7 14.5h1.5M15.5 14.5H17"/>',
  card: '<rect x="2.5" y="5" width="19" height="14" rx="3"/><path d="M2.5 10h19"/>',
  camera: '<path d="M3 8h4l1.7-2.8h6.6L17 8h4v11.5H3z"/><circle cx="12" cy="13.5" r="3.6"/>',
  chat: '<path d="M4 5h16v11.5H10.5L6 20v-3.5H4z"/>',
  check: '<path d="M4.5 12.5l5 5 10-11"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.5 2"/>',
  cloud:
    '<path d="M7 15.5a4 4 0 0 1 .3-8 5.2 5.2 0 0 1 9.9 1.4 3.4 3.4 0 0 1 .3 6.6z"/><path d="M8.5 18.5l-1 2.5M12.5 18.5l-1 2.5M16.5 18.5l-1 2.5"/>',
  close: '<path d="M6 6l12 12M18 6L6 18"/>',
  crown: '<path d="M3.5 8.5l4.2 3.6L12 5l4.3 7.1 4.2-3.6-1.9 10.5H5.4z"/>',
  document: '<path d="M6 3h8l4.5 4.5V21H6z"/><path d="M9.5 12h6M9.5 16h6"/>',
  gauge: '<path d="M4 18a9 9 0 1 1 16 0"/><path d="M12 14l4-5"/>',
  gift: '<path d="M4 11h16v9.5H4zM3 7.5h18V11H3zM12 7.5v13"/><path d="M12 7.5c-4 0-5-4.5-2.5-4.5C11.5 3 12 7.5 12 7.5s.5-4.5 2.5-4.5C17 3 16 7.5 12 7.5z"/>',
  gear: '<circle cx="12" cy="12" r="3.2"/><path d="M12 2.8v3M12 18.2v3M2.8 12h3M18.2 12h3M5.5 5.5l2.1 2.1M16.4 16.4l2.1 2.1M18.5 5.5l-2.1 2.1M7.6 16.4l-2.1 2.1"/>',
  heart:
    '<path d="M12 20.2S3.5 15.4 3.5 9.4a4.6 4.6 0 0 1 8.5-2.5 4.6 4.6 0 0 1 8.5 2.5c0 6-8.5 10.8-8.5 10.8z"/>',
  hourglass:
    '<path d="M6.5 3h11M6.5 21h11M7.5 3c0 5 4.5 6 4.5 9s-4.5 4-4.5 9M16.5 3c0 5-4.5 6-4.5 9s4.5 4 4.5 9"/>',
  inspection: '<circle cx="12" cy="12" r="8.5"/><path d="M8 12.2l3 3 5.2-6"/>',
  lantern:
    '<ellipse cx="12" cy="11.5" rx="8" ry="6"/><path d="M12 2.5v3M9 5.5h6M9 17.5h6M12 17.5v4M12 5.5c-2.8 3.4-2.8 8.6 0 12M12 5.5c2.8 3.4 2.8 8.6 0 12"/>',
  licence:
    '<rect x="2.5" y="5" width="19" height="14" rx="3"/><circle cx="8" cy="11" r="2.2"/><path d="M4.8 16.5c.5-2 1.6-2.8 3.2-2.8s2.7.8 3.2 2.8M14 10h4.5M14 14h4.5"/>',
  lock: '<rect x="5" y="10.5" width="14" height="10" rx="2.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
  offline:
    '<path d="M3 3l18 18M5 10.5a10.5 10.5 0 0 1 4-2.4M12.5 7.5A10.5 10.5 0 0 1 19 10.5M8 14a6 6 0 0 1 4-1.5M12 18.5v.1"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4 20.5c.8-4.5 4-6.5 8-6.5s7.2 2 8 6.5"/>',
  play: '<circle cx="12" cy="12" r="9.5"/><path d="M10 8l6.5 4L10 16z"/>',
  phone:
    '<path d="M6 3.5h3.5L11 8 8.5 9.8a12 12 0 0 0 5.7 5.7L16 13l4.5 1.5V18a2.5 2.5 0 0 1-2.5 2.5A14.5 14.5 0 0 1 3.5 6 2.5 2.5 0 0 1 6 3.5z"/>',
  pin: '<path d="M12 21.5c4.5-4.5 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6.5 6.5 11z"/><circle cx="12" cy="10.5" r="2.3"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  shield: '<path d="M12 3l7.5 2.8v5.7c0 4.7-3 8-7.5 9.5-4.5-1.5-7.5-4.8-7.5-9.5V5.8z"/>',
  star: '<path d="M12 3l2.7 5.8 6.3.8-4.6 4.4 1.2 6.3L12 17.2l-5.6 3.1 1.2-6.3L3 9.6l6.3-.8z"/>',
  starFull:
    '<path class="f" d="M12 3l2.7 5.8 6.3.8-4.6 4.4 1.2 6.3L12 17.2l-5.6 3.1 1.2-6.3L3 9.6l6.3-.8z"/>',
  ticket:
    '<path d="M3 7h18v3.2a2 2 0 0 0 0 3.6V17H3v-3.2a2 2 0 0 0 0-3.6z"/><path d="M14.5 7v2M14.5 11v2M14.5 15v2"/>',
  text: '<path d="M3 19 8.5 5 14 19M5 14.5h7M15 19l3-8 3 8M16 16.6h4"/>',
  tyre: '<circle cx="12" cy="12" r="8.8"/><circle cx="12" cy="12" r="4"/><path d="M12 8V3.5M12 20.5V16M8 12H3.5M20.5 12H16"/>',
  wrench:
    '<path d="M14.5 6.5a4.5 4.5 0 0 1 5.8-3.2l-2.8 2.9.6 2.7 2.7.6 2.8-2.9a4.5 4.5 0 0 1-6 5.6L9 20.5a2.6 2.6 0 0 1-3.7-3.7z" transform="translate(-1.5 .5)"/>',
} as const;

export type IconName = keyof typeof drawings;

const draw = memoSvg((name: string, colour: string) => {
  const style = `path,rect,circle,ellipse{fill:none;stroke:${colour};stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}.f{fill:${colour}}`;
  return svgImage([24, 24], `<style>${style}</style>${drawings[name as IconName]}`);
});

interface IconProps {
  name: IconName;
  /** Edge length in px; default 22. */
  size?: number;
  ink?: Ink;
}

/** A line icon. It is decoration: the words beside it carry the meaning. */
export function Icon({ name, size = 22, ink = 'ink' }: IconProps) {
  return (
    <Picture
      className="cb-icon"
      style={`width:${size}px;height:${size}px`}
      src={draw(name, inkValue(ink))}
      mode="aspectFit"
    />
  );
}
