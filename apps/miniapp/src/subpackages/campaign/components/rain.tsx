import { View } from '@tarojs/components';
import { useState } from 'react';
import { haptic } from '@/shared/platform';
import { a11y } from '@/shared/ui';

interface Drop {
  readonly left: number;
  readonly size: number;
  readonly seconds: number;
  readonly delay: number;
}

/** Places of the falling packets: share of the width in percent, edge in px, times in seconds. Fixed, so that they never jump. */
const drops: readonly Drop[] = Array.from({ length: 14 }, (_, index) => ({
  left: (index * 37 + 5) % 88,
  size: 40 + ((index * 7) % 3) * 8,
  seconds: 2.6 + ((index * 5) % 7) * 0.35,
  delay: -((index * 11) % 14) * 0.31,
}));

const styleOf = ({ left, size, seconds, delay }: Drop) =>
  `left:${left}%;width:${size}px;height:${Math.round(size * 1.24)}px;animation-duration:${seconds}s;animation-delay:${delay}s`;

interface RainProps {
  /** A packet was hit. */
  onHit: () => void;
}

/**
 * Packets that fall. Only `transform` moves, so that phones draw it without the app; who wants less motion sees them
 * stand still. The button below does the same, for everybody who cannot hit what falls.
 */
export function Rain({ onHit }: RainProps) {
  const [hit, setHit] = useState<number | null>(null);
  const tapped = (index: number) => {
    haptic.tick();
    setHit(index);
    onHit();
  };
  return (
    <View className="rain" {...a11y(undefined, '红包雨')}>
      {drops.map((drop, index) => (
        <View
          key={drop.left}
          className={`rain__drop${hit === index ? ' rain__drop--hit' : ''}`}
          style={styleOf(drop)}
          onClick={() => tapped(index)}
        >
          <View className="rain__seal" />
        </View>
      ))}
    </View>
  );
}
