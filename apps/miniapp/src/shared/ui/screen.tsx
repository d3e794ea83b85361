import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useOnline } from '@/shared/data/use-online';
import { brandStyle } from '@/shared/theme/brand';
import { useBrand } from '@/shared/theme/brand-store';
import { useLargeText } from '@/shared/theme/large-text';
import { a11y } from './a11y';
import { PrivacyGate } from './privacy-gate';
import { Notice } from './state';

interface ScreenProps {
  children: ReactNode;
  /** White instead of page grey. */
  surface?: boolean;
  /** Actions that stay at the thumb, above the safe area. */
  footer?: ReactNode;
  /** Why the action of the footer has failed: said beside it, however far the page is scrolled. */
  problem?: string | null | undefined;
}

/** Root of every page: brand, large-text mode, offline line, privacy pop-up, sticky actions and why they failed. */
export function Screen({ children, surface, footer, problem }: ScreenProps) {
  const { tones } = useBrand();
  const large = useLargeText();
  const online = useOnline();
  const classes = ['cb'];
  if (large) classes.push('cb--large');
  if (surface) classes.push('cb--surface');
  return (
    <View className={classes.join(' ')} style={brandStyle(tones)}>
      {online ? null : (
        <View className="cb-screen__offline">
          <Notice tone="amber" icon="offline">
            当前没有网络，先为您显示上次的内容
          </Notice>
        </View>
      )}
      {children}
      {footer ? (
        <>
          <View className={`cb-screen__foot-room${problem ? ' cb-screen__foot-room--problem' : ''}`} />
          <View className="cb-screen__foot">
            {problem ? (
              <View className="cb-screen__problem" {...a11y('alert')}>
                <Notice tone="red">{problem}</Notice>
              </View>
            ) : null}
            {footer}
          </View>
        </>
      ) : null}
      <PrivacyGate />
    </View>
  );
}
