import { View } from '@tarojs/components';
import { Card } from '@/shared/ui';

interface HowItGoesProps {
  /** In order. */
  steps: readonly { readonly title: string; readonly note: string }[];
}

/** The way from the invitation to the gift, numbered. */
export function HowItGoes({ steps }: HowItGoesProps) {
  return (
    <Card title="怎么参加">
      {steps.map(({ title, note }, index) => (
        <View key={title} className="how">
          <View className="how__number cb-num">{index + 1}</View>
          <View className="cb-grow">
            <View className="cb-strong">{title}</View>
            <View className="cb-small cb-muted">{note}</View>
          </View>
        </View>
      ))}
    </Card>
  );
}
