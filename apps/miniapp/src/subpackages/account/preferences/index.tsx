import type { PreferenceView, WishChange } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { api, describeError } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { subscribe } from '@/shared/platform';
import { Button, Sheet, toast } from '@/shared/ui';
import { PreferencesScreen, type PreferencesScreenProps } from '../components/preferences-screen';
import { templatesToAsk, withChange } from '../components/wishes';
import '../account.css';

/** The owner's wishes: what may be said, by which ways, and when not. */
export default function PreferencesPage() {
  const { resource, reload, show } = useResource('preferences', () => api.preference.get());
  const nowMs = useNow();
  const [change, setChange] = useState<WishChange | null>(null);
  const [busy, setBusy] = useState<PreferencesScreenProps['busy']>(null);
  const [asking, setAsking] = useState(false);

  /** One change at a time; a failure is said and the switch goes back. */
  const run = async (what: PreferencesScreenProps['busy'], save: () => Promise<PreferenceView>) => {
    if (busy) return;
    setBusy(what);
    try {
      show(await save());
    } catch (error) {
      toast(describeError(error).message);
    } finally {
      setBusy(null);
      setChange(null);
    }
  };
  const save = (next: WishChange) => {
    if (busy) return;
    setChange(next);
    void run(next.topic, () => api.preference.save({ body: { topics: [next] } }));
  };

  return (
    <PreferencesScreen
      wishes={resource.data ? { ...resource, data: withChange(resource.data, change) } : resource}
      nowMs={nowMs}
      mayAsk={subscribe.available}
      busy={busy}
      onTopic={(topic, on) => save({ topic: topic.topic, on })}
      onWay={(topic, way, on) => {
        // Offers by SMS want a consent of their own, given to words that were read.
        if (on && topic.topic === 'offers' && way.channel === 'sms') setAsking(true);
        else save({ topic: topic.topic, channels: { [way.channel]: on } });
      }}
      onAsk={(topic) => {
        // Asked inside the tap: WeChat takes it nowhere else.
        void subscribe.ask(templatesToAsk(topic)).then(async (results) => {
          if (results.length === 0) return;
          const body = { scene: 'preferences' as const, results: [...results] };
          await api.message.subscribeResults({ body }).catch(() => undefined);
          if (results.some(({ result }) => result === 'accept')) toast('好的，多给您留一次');
          await reload();
        });
      }}
      onQuiet={(on) => void run('quiet', () => api.preference.doNotDisturb({ body: { months: on ? 3 : 0 } }))}
      onRetry={reload}
    >
      <Sheet
        open={asking}
        title="接收优惠短信？"
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button
              block
              onClick={() => {
                setAsking(false);
                save({ topic: 'offers', channels: { sms: true } });
              }}
            >
              同意接收
            </Button>
            <Button block kind="quiet" size="medium" onClick={() => setAsking(false)}>
              暂不需要
            </Button>
          </>
        }
      >
        <View className="cb-muted">
          同意后，门店有活动和优惠时会发短信到您登记的手机号，每周最多两条，只在白天发送。您随时可以在这里关闭，或回复
          R 退订。
        </View>
      </Sheet>
    </PreferencesScreen>
  );
}
