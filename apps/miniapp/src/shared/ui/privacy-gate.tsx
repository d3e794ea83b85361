import { Text, View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { type PrivacyNeed, privacy } from '@/shared/platform';
import { useBrand } from '@/shared/theme/brand-store';
import { a11y } from './a11y';
import { Button } from './button';
import { Sheet } from './sheet';

const agreeButtonId = 'privacy-agree';

/**
 * Asks for consent before any personal data. In WeChat the question comes from WeChat itself and must be answered with
 * its own button type; on H5 our code asks the same question.
 */
export function PrivacyGate() {
  const brand = useBrand();
  const [need, setNeed] = useState<PrivacyNeed | null>(null);
  const [reading, setReading] = useState(false);
  const [inFront, setInFront] = useState(true);
  useEffect(() => privacy.onNeed(setNeed), []);
  // Pages below the one in front stay alive; the question is asked once.
  useDidShow(() => setInFront(true));
  useDidHide(() => setInFront(false));
  if (!need || !inFront) return null;
  const agree = () => need.agree(agreeButtonId);
  return (
    <Sheet
      open
      title="先说明白，再为您服务"
      footer={
        <>
          {privacy.nativeButton ? (
            <Button
              block
              id={agreeButtonId}
              openType="agreePrivacyAuthorization"
              onAgreePrivacyAuthorization={agree}
            >
              同意并继续
            </Button>
          ) : (
            <Button block id={agreeButtonId} onClick={agree}>
              同意并继续
            </Button>
          )}
          <Button block kind="quiet" size="medium" onClick={() => need.disagree()}>
            暂不同意
          </Button>
        </>
      }
    >
      <View>
        {brand.name}
        需要您的手机号和车辆信息，只用来为您预约、提醒保养和联系您。您可以随时在“我的 · 设置”里撤回同意。
      </View>
      <View
        className="cb-privacy__link"
        onClick={() => setReading(!privacy.openContract())}
        {...a11y('link')}
      >
        <Text className="cb-tone--brand">阅读《{brand.privacy?.title ?? '用户隐私保护指引'}》</Text>
      </View>
      {reading && brand.privacy ? (
        <View className="cb-small cb-muted cb-privacy__text">{brand.privacy.text}</View>
      ) : null}
    </Sheet>
  );
}
