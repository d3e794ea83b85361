import { Text, View } from '@tarojs/components';
import { QrCode } from '@/shared/ui';

/** The code to show at the reception: as a picture to scan and as letters to say. */
export function CheckInCode({ code }: { code: string }) {
  return (
    <View className="booking-code">
      <QrCode className="booking-code__picture" text={code} label={`签到码 ${code}`} />
      <View className="cb-grow">
        <View className="cb-small cb-muted">到店出示，或报这个号</View>
        <Text className="booking-code__value cb-num">{code}</Text>
      </View>
    </View>
  );
}
