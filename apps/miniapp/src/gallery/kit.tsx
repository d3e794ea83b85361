import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Card, Empty, ErrorState, Notice, Screen, Sheet, Tag } from '@/shared/ui';

const nothing = () => undefined;

/** The pieces of the UI kit side by side. */
export function Kit() {
  const [open, setOpen] = useState(true);
  return (
    <Screen>
      <View className="cb-stack">
        <Card title="按钮">
          <View className="cb-row cb-row--gap cb-row--wrap">
            <Button>主要</Button>
            <Button kind="secondary">次要</Button>
            <Button kind="danger">取消预约</Button>
            <Button kind="quiet">文字</Button>
            <Button disabled>不可用</Button>
            <Button loading>提交中</Button>
          </View>
        </Card>
        <Card title="标签">
          <View className="cb-row cb-row--gap cb-row--wrap">
            <Tag>已取消</Tag>
            <Tag tone="brand">已确认</Tag>
            <Tag tone="green" icon="check">
              良好
            </Tag>
            <Tag tone="amber" icon="alert">
              需留意
            </Tag>
            <Tag tone="red" icon="alert">
              需处理
            </Tag>
          </View>
        </Card>
        <Notice tone="amber" icon="offline">
          当前没有网络，先为您显示上次的内容
        </Notice>
        <Empty icon="gift" title="近期没有活动" note="有新的课程和开放日，会第一时间告诉您。" />
        <ErrorState offline message="网络不给力，请检查网络后重试。" onRetry={nothing} />
      </View>
      <Sheet
        open={open}
        title="取消这个预约？"
        onClose={() => setOpen(false)}
        footer={<Button block>确认取消</Button>}
      >
        取消后这个时间会让给候补的车主。
      </Sheet>
    </Screen>
  );
}
