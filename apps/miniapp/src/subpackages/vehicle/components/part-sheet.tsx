import { View } from '@tarojs/components';
import { Button, Notice, Sheet } from '@/shared/ui';

interface PartSheetProps {
  open: boolean;
  busy: boolean;
  problem: string | null;
  onPart: () => void;
  onClose: () => void;
}

/** The car is sold: what goes, what stays, one button. */
export function PartSheet({ open, busy, problem, onPart, onClose }: PartSheetProps) {
  return (
    <Sheet
      open={open}
      title="这辆车已经卖了？"
      onClose={onClose}
      footer={
        <Button block loading={busy} onClick={onPart}>
          确认移出车库
        </Button>
      }
    >
      <View className="vehicle-part">
        {problem ? <Notice tone="red">{problem}</Notice> : null}
        <View className="cb-muted">移出后，我们不再就这辆车提醒您，它的服务记录随车保留，您不再看到。</View>
        <View className="cb-muted">您的卡券、保养卡和会员等级都还在。点错了也不要紧，随时可以重新绑定。</View>
      </View>
    </Sheet>
  );
}
