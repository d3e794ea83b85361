import { Image } from '@tarojs/components';
import { type Ink, inkValue } from '@/shared/theme/palette';
import { memoSvg, svgImage } from './svg';

/** Line icons on a 24-unit grid. `f` marks filled parts. */
const drawings = {
  alert: '<path d="M12 3.500 22 20.500H2z"/><path d="M12 10v5M12 17.800v.1"/>',
  arrow: '<path d="M9 5l7 7-7 7"/>',
  back: '<path d="M15 5l-7 7 7 7"/>',
  bell: '<path d="M5.500 17V11a6.500 6.500 0 0 1 13 0v6l1.500 2H4z"/><path d="M10 21.500h4"/>',
  calendar: '<rect x="3.500" y="5" width="17" height="15.500" rx="3"/><path d="M3.500 10h17M8 3v4M16 3v4"/>',
  car: '<path d="M4 12.500l1.800-5A2.500 2.500 0 0 1 8.100 6h7.800a2.500 2.500 0 0 1 2.300 1.500l1.800 5v6h-3v-2H7v2H4z"/><path d="M4.500 12h15M7 14.500h1.500M15.500 14.500H17"/>',
  card: '<rect x="2.500" y="5" width="19" height="14" rx="3"/><path d="M2.500 10h19"/>',
  chat: '<path d="M4 5h16v11.500H10.500L6 20v-3.500H4z"/>',
  check: '<path d="M4.500 12.500l5 5 10-11"/>',
  clock: '<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5.200l3.500 2"/>',
  close: '<path d="M6 6l12 12M18 6L6 18"/>',
  document: '<path d="M6 3h8l4.500 4.500V21H6z"/><path d="M9.500 12h6M9.500 16h6"/>',
  gauge: '<path d="M4 18a9 9 0 1 1 16 0"/><path d="M12 14l4-5"/>',
  gift: '<path d="M4 11h16v9.500H4zM3 7.500h18V11H3zM12 7.500v13"/><path d="M12 7.500c-4 0-5-4.500-2.500-4.500C11.500 3 12 7.500 12 7.500s.5-4.500 2.500-4.500C17 3 16 7.500 12 7.500z"/>',
  gear: '<circle cx="12" cy="12" r="3.200"/><path d="M12 2.800v3M12 18.200v3M2.800 12h3M18.200 12h3M5.500 5.500l2.100 2.100M16.400 16.400l2.100 2.100M18.500 5.500l-2.100 2.100M7.600 16.400l-2.100 2.100"/>',
  hourglass:
    '<path d="M6.500 3h11M6.500 21h11M7.500 3c0 5 4.500 6 4.500 9s-4.500 4-4.500 9M16.500 3c0 5-4.500 6-4.500 9s4.500 4 4.500 9"/>',
  inspection: '<circle cx="12" cy="12" r="8.500"/><path d="M8 12.200l3 3 5.200-6"/>',
  licence:
    '<rect x="2.500" y="5" width="19" height="14" rx="3"/><circle cx="8" cy="11" r="2.200"/><path d="M4.800 16.500c.5-2 1.600-2.800 3.200-2.800s2.700.8 3.200 2.800M14 10h4.500M14 14h4.500"/>',
  lock: '<rect x="5" y="10.500" width="14" height="10" rx="2.500"/><path d="M8 10.500V8a4 4 0 0 1 8 0v2.500"/>',
  offline:
    '<path d="M3 3l18 18M5 10.500a10.500 10.500 0 0 1 4-2.400M12.500 7.500A10.500 10.500 0 0 1 19 10.500M8 14a6 6 0 0 1 4-1.500M12 18.500v.1"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4 20.500c.8-4.500 4-6.500 8-6.500s7.200 2 8 6.500"/>',
  phone:
    '<path d="M6 3.500h3.500L11 8 8.500 9.800a12 12 0 0 0 5.700 5.700L16 13l4.500 1.500V18a2.500 2.500 0 0 1-2.500 2.500A14.500 14.500 0 0 1 3.500 6 2.500 2.500 0 0 1 6 3.500z"/>',
  pin: '<path d="M12 21.500c4.500-4.500 6.500-8 6.500-11a6.500 6.500 0 0 0-13 0c0 3 2 6.500 6.500 11z"/><circle cx="12" cy="10.500" r="2.300"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  shield:
    '<path d="M12 3l7.500 2.800v5.700c0 4.700-3 8-7.500 9.500-4.500-1.500-7.500-4.800-7.500-9.500V5.800z"/>',
  star: '<path d="M12 3l2.700 5.800 6.300.8-4.600 4.400 1.200 6.300L12 17.200l-5.600 3.100 1.200-6.300L3 9.600l6.300-.8z"/>',
  starFull:
    '<path class="f" d="M12 3l2.700 5.800 6.300.8-4.600 4.400 1.200 6.300L12 17.200l-5.600 3.100 1.200-6.300L3 9.600l6.300-.8z"/>',
  tyre: '<circle cx="12" cy="12" r="8.800"/><circle cx="12" cy="12" r="4"/><path d="M12 8V3.500M12 20.500V16M8 12H3.500M20.500 12H16"/>',
  wrench:
    '<path d="M14.500 6.500a4.500 4.500 0 0 1 5.800-3.200l-2.800 2.900.6 2.700 2.700.6 2.800-2.900a4.500 4.500 0 0 1-6 5.600L9 20.500a2.600 2.600 0 0 1-3.700-3.700z" transform="translate(-1.500 .5)"/>',
} as const;

export type IconName = keyof typeof drawings;

const draw = memoSvg((name: string, colour: string) => {
  const style = `path,rect,circle{fill:none;stroke:${colour};stroke-width:1.700;stroke-linecap:round;stroke-linejoin:round}.f{fill:${colour}}`;
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
    <Image
      className="cb-icon"
      style={`width:${size}px;height:${size}px`}
      src={draw(name, inkValue(ink))}
      mode="aspectFit"
    />
  );
}
