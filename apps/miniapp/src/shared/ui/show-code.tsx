import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { QrCode } from './qr-code';

interface ShowCodeProps {
  /** Text of the QR code. */
  token: string;
  /** The same, to be typed or said. */
  code: string;
  /** What it is, for screen readers. */
  label: string;
  /** Under the code: what to do with it, how long it is good. */
  children: ReactNode;
}

/** A code to show at the counter: as a picture to scan and as characters to say. */
export function ShowCode({ token, code, label, children }: ShowCodeProps) {
  return (
    <View className="cb-code">
      <QrCode className="cb-code__picture" text={token} label={`${label} ${code}`} />
      <Text className="cb-code__value cb-num">{code}</Text>
      <View className="cb-small cb-muted">{children}</View>
    </View>
  );
}
