import type { OwnerGameView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useBrand } from '@/shared/theme/brand-store';
import { palette } from '@/shared/theme/palette';
import { a11y, Icon } from '@/shared/ui';
import { Picture } from '@/shared/ui/picture';
import { discImage, rimImage, segmentFills } from './wheel-drawing';

type Segment = NonNullable<OwnerGameView['wheel']>['segments'][number];

export type Motion = 'rest' | 'start' | 'stop';

interface WheelProps {
  segments: readonly Segment[];
  /** Degrees clockwise. */
  angle: number;
  /** How it comes there. */
  motion: Motion;
  /** It turns. */
  busy: boolean;
  /** Cannot be turned now. */
  off: boolean;
  onSpin: () => void;
}

/** Paper of the wheel and its rim; every brand colour stands well beside them. */
const paper = { warm: '#FFF3DB', white: palette.white, rim: '#FFE9BD', dim: '#FFFAF0' } as const;

/**
 * The wheel. The words stand on the disc as views and turn with it; one style changes for a whole turn, and the phone
 * draws it by itself.
 */
export function Wheel({ segments, angle, motion, busy, off, onSpin }: WheelProps) {
  const { tones } = useBrand();
  const width = 360 / segments.length;
  const fills = segmentFills(segments.length, [paper.warm, paper.white, tones.soft]);
  const small = segments.length > 8 ? ' wheel__label--narrow' : '';
  return (
    <View className="wheel">
      <View
        className={`wheel__disc wheel__disc--${motion}`}
        style={`transform:rotate(${angle.toFixed(2)}deg)`}
      >
        <Picture className="wheel__paper" src={discImage(fills, paper.rim)} mode="aspectFit" />
        {segments.map(({ name, prize }, place) => (
          <View
            // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place
            key={place}
            className={`wheel__label${small}`}
            style={`transform:rotate(${((place + 0.5) * width).toFixed(2)}deg)`}
          >
            <View className={prize === null ? 'wheel__name' : 'wheel__name wheel__name--prize'}>{name}</View>
            {prize === null ? null : <Icon name="gift" size={20} ink="amberFill" />}
          </View>
        ))}
      </View>
      <Picture
        className="wheel__rim"
        src={rimImage(0, paper.rim, palette.amberFill, paper.dim)}
        mode="aspectFit"
      />
      <Picture
        className="wheel__rim wheel__rim--other"
        src={rimImage(1, paper.rim, palette.amberFill, paper.dim)}
        mode="aspectFit"
      />
      <View className="wheel__hand" />
      <View
        className={`wheel__go${off ? ' wheel__go--off' : ''}`}
        hoverClass={off ? 'none' : 'cb-pressed'}
        onClick={off ? undefined : onSpin}
        {...a11y('button', '转动转盘')}
      >
        {busy ? '好运' : '开转'}
      </View>
    </View>
  );
}
