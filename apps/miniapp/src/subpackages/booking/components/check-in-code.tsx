import { Image, Text, View } from '@tarojs/components';
import { a11y, memoSvg, svgImage } from '@/shared/ui';
import { encodeQr } from './qr';

/** Modules of white around a code, as readers need it. */
const quiet = 4;

/** Data URI of the code; dark on white whatever the theme, because scanners want it so. */
const qrImage = memoSvg((text: string) => {
  const grid = encodeQr(text);
  const edge = grid.length + 2 * quiet;
  const runs = grid.flatMap((line, row) => {
    const dark = line.map((on) => (on ? '1' : '0')).join('');
    return [...dark.matchAll(/1+/g)].map(
      (run) => `M${(run.index ?? 0) + quiet} ${row + quiet}h${run[0].length}v1h-${run[0].length}z`,
    );
  });
  return svgImage(
    [edge, edge],
    `<path fill="#fff" d="M0 0h${edge}v${edge}H0z"/><path fill="#16191D" shape-rendering="crispEdges" d="${runs.join('')}"/>`,
  );
});

/** The code to show at the reception: as a picture to scan and as letters to say. */
export function CheckInCode({ code }: { code: string }) {
  return (
    <View className="booking-code">
      <Image
        className="booking-code__picture"
        src={qrImage(code)}
        mode="aspectFit"
        {...a11y('img', `签到码 ${code}`)}
      />
      <View className="cb-grow">
        <View className="cb-small cb-muted">到店出示，或报这个号</View>
        <Text className="booking-code__value cb-num">{code}</Text>
      </View>
    </View>
  );
}
