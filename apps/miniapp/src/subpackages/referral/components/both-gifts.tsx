import { View } from '@tarojs/components';

interface BothGiftsProps {
  /** Who gets which, the reader first. */
  mine: string;
  other: string;
  /** 邀请您的王** or 到店的朋友. */
  otherName: string;
  /** 我得 or 您得. */
  mineName: string;
}

/** What both get, side by side. */
export function BothGifts({ mine, mineName, other, otherName }: BothGiftsProps) {
  return (
    <View className="gifts">
      <View className="gifts__one gifts__one--mine">
        <View className="cb-small">{mineName}</View>
        <View className="gifts__name">{mine}</View>
      </View>
      <View className="gifts__one">
        <View className="cb-small cb-muted">{otherName}</View>
        <View className="gifts__name">{other}</View>
      </View>
    </View>
  );
}
