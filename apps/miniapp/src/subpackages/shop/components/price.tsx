import { View } from '@tarojs/components';
import { sayFen } from '@/shared/format/number';

interface PriceProps {
  priceFen: number;
  /** What it costs otherwise. */
  worthFen: number | null;
}

/** The price, and what it costs otherwise. */
export function Price({ priceFen, worthFen }: PriceProps) {
  return (
    <View className="shop-price cb-num">
      <View className="shop-price__now">{sayFen(priceFen)}</View>
      {worthFen !== null && worthFen > priceFen ? (
        <View className="shop-price__worth">{sayFen(worthFen)}</View>
      ) : null}
    </View>
  );
}
