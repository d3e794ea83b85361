import { Text, View } from '@tarojs/components';
import { palette, type Tone, toneFill } from '@/shared/theme/palette';
import { a11y } from './a11y';
import { Icon } from './icon';
import { Picture } from './picture';
import { memoSvg, svgImage } from './svg';

interface NumberBigProps {
  value: string;
  unit?: string;
  prefix?: string;
  tone?: Tone;
}

/** The one number that matters on a screen. */
export function NumberBig({ value, unit, prefix, tone }: NumberBigProps) {
  return (
    <View className={`cb-number${tone ? ` cb-tone--${tone}` : ''}`}>
      {prefix ? <Text className="cb-number__side">{prefix}</Text> : null}
      <Text className="cb-number__value cb-num">{value}</Text>
      {unit ? <Text className="cb-number__side">{unit}</Text> : null}
    </View>
  );
}

interface StarsProps {
  /** 0 to 5; 0 means not rated yet. */
  value: number;
  /** Left out: shows only. */
  onChange?: (value: number) => void;
  size?: number;
  /** What is rated, for screen readers. */
  label: string;
}

/** Five stars, to show or to give. */
export function Stars({ value, onChange, size = 22, label }: StarsProps) {
  return (
    <View className="cb-stars" {...a11y(undefined, `${label}：${value === 0 ? '尚未评分' : `${value} 星`}`)}>
      {[1, 2, 3, 4, 5].map((star) => (
        <View
          key={star}
          className={onChange ? 'cb-stars__hit' : 'cb-stars__star'}
          onClick={onChange ? () => onChange(star) : undefined}
          {...a11y(onChange ? 'button' : 'img', `${star} 星`)}
        >
          <Icon
            name={star <= value ? 'starFull' : 'star'}
            size={size}
            ink={star <= value ? 'amberFill' : 'faint'}
          />
        </View>
      ))}
    </View>
  );
}

interface MeterProps {
  /** Reading, in the unit of `full`. */
  value: number;
  /** A new part. */
  full: number;
  /** At or below this the part has to be replaced; drawn as a tick. */
  limit: number;
  tone: Tone;
}

/** A bar from worn out to new, with a tick at the limit. */
export function Meter({ value, full, limit, tone }: MeterProps) {
  const share = (x: number) => Math.min(100, Math.max(0, Math.round((x / full) * 100)));
  return (
    <View className="cb-meter">
      <View className="cb-meter__fill" style={`width:${share(value)}%;background:${toneFill(tone)}`} />
      <View className="cb-meter__limit" style={`left:${share(limit)}%`} />
    </View>
  );
}

const ringSize = 200;
const ringRadius = 88;

const drawRing = memoSvg((percent: number, tone: string) => {
  const round = 2 * Math.PI * ringRadius;
  const at = `cx="100" cy="100" r="${ringRadius}" fill="none" stroke-width="11"`;
  const arc =
    percent > 0
      ? `<circle ${at} stroke="${toneFill(tone as Tone)}" stroke-linecap="round" stroke-dasharray="${((round * percent) / 100).toFixed(1)} ${round.toFixed(1)}" transform="rotate(-90 100 100)"/>`
      : '';
  return svgImage([ringSize, ringSize], `<circle ${at} stroke="${palette.line}"/>${arc}`);
});

interface RingProps {
  /** Share of the promised time that is left, 0 to 1. */
  left: number;
  tone: Tone;
  /** The number in the middle, with the words around it. */
  title: string;
  value: string;
  note: string;
}

/** More characters than this do not fit the ring at full size. */
const longValue = 6;

/** The hourglass: a ring that empties towards the promised time. The words in it say the same. */
export function HourglassRing({ left, tone, title, value, note }: RingProps) {
  const percent = Math.round(Math.min(1, Math.max(0, left)) * 100);
  const long = value.length > longValue;
  return (
    <View className="cb-ring" {...a11y(undefined, `${title} ${value}，${note}`)}>
      <Picture className="cb-ring__image" src={drawRing(percent, tone)} mode="aspectFit" />
      <View className="cb-ring__words">
        <View className="cb-row cb-row--gap">
          <Icon name="hourglass" size={16} ink={tone === 'neutral' ? 'muted' : tone} />
          <Text className="cb-small cb-muted">{title}</Text>
        </View>
        <Text className={`cb-ring__value${long ? ' cb-ring__value--long' : ''} cb-num cb-tone--${tone}`}>
          {value}
        </Text>
        <Text className="cb-small cb-muted">{note}</Text>
      </View>
    </View>
  );
}

export interface Step {
  key: string;
  label: string;
  /** Clock time or a few words; shown under the label. */
  note?: string;
  state: 'done' | 'now' | 'next';
  /** Beside the running step; default 进行中. */
  running?: string;
}

/** Steps of a visit from top to bottom; the running one stands out. */
export function StepLine({ steps }: { steps: readonly Step[] }) {
  return (
    <View className="cb-steps">
      {steps.map((step, index) => (
        <View key={step.key} className={`cb-step cb-step--${step.state}`}>
          <View className="cb-step__rail">
            <View className="cb-step__dot">
              {step.state === 'done' ? <Icon name="check" size={12} ink="white" /> : null}
            </View>
            {index < steps.length - 1 ? <View className="cb-step__line" /> : null}
          </View>
          <View className="cb-grow cb-step__words">
            <View className="cb-step__label">{step.label}</View>
            {step.note ? <View className="cb-small cb-muted cb-num">{step.note}</View> : null}
          </View>
          {step.state === 'now' ? <View className="cb-step__now">{step.running ?? '进行中'}</View> : null}
        </View>
      ))}
    </View>
  );
}
