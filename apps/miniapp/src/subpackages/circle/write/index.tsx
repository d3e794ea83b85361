import { useRouter } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { api } from '@/shared/api';
import { forgetDraft, keepDraft, readDraft } from '@/shared/data/circle-draft';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { replaceWith } from '@/shared/nav/go';
import { emptyPost, type PostDraft, WriteScreen } from '../components/write-screen';
import '../circle.css';

export default function CircleWritePage() {
  const { id = '', topicId = '' } = useRouter().params;
  const isNew = id === '';
  const { resource, reload } = useResource(`circle.write:${id}`, async () => {
    const [{ topics }, { vehicles }, post] = await Promise.all([
      api.circle.entry(),
      api.auth.me(),
      isNew ? null : api.circle.detail({ params: { id } }),
    ]);
    return { topics, cars: vehicles, post };
  });
  const [draft, setDraft] = useState<PostDraft>(() => {
    const kept = isNew ? readDraft() : undefined;
    return { ...emptyPost, ...kept, topicId: topicId || (kept?.topicId ?? '') };
  });
  const { busy, problem, submit } = useSubmit(reload);
  const change = (part: Partial<PostDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    if (isNew) keepDraft(next);
  };

  // The post that is mended fills the form once; what is typed after that stays.
  const filled = useRef(false);
  const page = resource.data;
  useEffect(() => {
    if (!page?.post || filled.current) return;
    filled.current = true;
    const { topicId: topic, text, photos, model } = page.post;
    const vehicleId = page.cars.find((car) => car.model === model)?.id ?? '';
    setDraft({ topicId: topic, text, photos, vehicleId: model === '' ? '' : vehicleId });
  }, [page]);

  const send = () =>
    submit(async (keyFor) => {
      const body = {
        topicId: draft.topicId,
        text: draft.text.trim(),
        photoIds: draft.photos.map((photo) => photo.id),
        vehicleId: draft.vehicleId === '' ? null : draft.vehicleId,
      };
      const options = { idempotencyKey: keyFor({ id, ...body }) };
      const post = isNew
        ? await api.circle.create({ body }, options)
        : await api.circle.edit({ params: { id }, body }, options);
      if (isNew) forgetDraft();
      await replaceWith('circle.detail', { id: post.id });
    });

  return (
    <WriteScreen
      page={resource}
      draft={draft}
      stateText={page?.post?.stateText ?? ''}
      busy={busy}
      problem={problem}
      onChange={change}
      onSend={() => void send()}
      onRetry={reload}
    />
  );
}
