import { View } from '@tarojs/components';
import { clipboard } from '@/shared/platform';
import { Cell } from './surface';
import { toast } from './toast';

interface PlaceCellProps {
  title: string;
  address: string;
}

/** Where to go. A tap copies the address for the owner's own map: the store's degrees are kept for weather, too coarse to drive by. */
export function PlaceCell({ title, address }: PlaceCellProps) {
  if (!address) return <Cell icon="pin" title={title} />;
  const copy = async () =>
    toast((await clipboard.copy(address)) ? '地址已复制，可去地图导航' : '没能复制，请抄下地址');
  return (
    <Cell
      icon="pin"
      title={title}
      note={address}
      value={<View className="cb-tone--brand cb-strong">复制</View>}
      arrow={false}
      onClick={copy}
    />
  );
}
