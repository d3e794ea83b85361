import { View } from '@tarojs/components';
import { clipboard } from '@/shared/platform';
import { Button, Card, Sheet, ShowCode, toast } from '@/shared/ui';

/** A code in clear. */
export interface ShownCode {
  readonly title: string;
  readonly code: string;
  readonly secret: string | null;
  readonly howTo: string;
}

interface CodeSheetProps {
  shown: ShownCode | null;
  onClose: () => void;
}

/** The code itself: to scan, to read out, to copy. Shown only when asked for. */
export function CodeSheet({ shown, onClose }: CodeSheetProps) {
  if (!shown) return null;
  const copy = async () => {
    const copied = await clipboard.copy(shown.code);
    toast(copied ? '已复制' : '请长按或抄下兑换码');
  };
  return (
    <Sheet
      open
      title={shown.title}
      onClose={onClose}
      footer={
        <Button block kind="secondary" onClick={() => void copy()}>
          复制兑换码
        </Button>
      }
    >
      <ShowCode token={shown.code} code={shown.code} label="兑换码">
        {shown.secret ? `密码 ${shown.secret}` : '只给商家看，不要转发给别人'}
      </ShowCode>
      {shown.howTo ? (
        <Card title="怎么兑换">
          <View className="cb-pre">{shown.howTo}</View>
        </Card>
      ) : null}
    </Sheet>
  );
}
