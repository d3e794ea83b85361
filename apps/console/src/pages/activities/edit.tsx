import './editor.css';
import type { StaffActivityView } from '@cheban/contracts';
import { activityKindLabel, activityKinds } from '@cheban/contracts/constants';
import { Form, Input, Select } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useWorkplace } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { activityAreas, useActivity } from '../../features/activity/queries.js';
import { isToCome, sessionWhen } from '../../features/activity/session-words.js';
import { PhotosItem } from '../../features/photo/photos-item.js';
import { serverNow } from '../../shared/format/now.js';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';
import { EditorForm } from '../../shared/ui/editor-form.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { type ActivityDraft, OwnerPreview } from './owner-preview.js';
import { questionsOf } from './questions.js';
import { QuestionsField } from './questions-field.js';

const MOST_PHOTOS = 9;

/** The place where it is not at the store: views say the name of the store for it. */
const ownPlace = ({ place, storeName }: StaffActivityView) => (place === storeName ? '' : place);

/** How many parties will hear that the place has changed. */
const toldOf = (activity: StaffActivityView) =>
  activity.sessions
    .filter((session) => isToCome(session, serverNow()))
    .reduce((sum, session) => sum + session.going + session.offered + session.waiting, 0);

function Editor({ activity }: { activity: StaffActivityView | null }) {
  const { store } = useWorkplace();
  const navigate = useNavigate();
  const [form] = Form.useForm<ActivityDraft>();
  const draft = (Form.useWatch([], { form, preserve: true }) as ActivityDraft | undefined) ?? {};
  const back = activity ? `/activities/${activity.id}` : '/activities';
  const done = (id: string) => navigate(`/activities/${id}${activity ? '' : '?session=new'}`);
  const options = {
    refresh: activityAreas,
    quiet: true,
    onSuccess: (view: StaffActivityView) => void done(view.id),
  };
  const create = useSubmit(api.staffActivity.create, { ...options, success: '草稿已保存，接着安排场次' });
  const update = useSubmit(api.staffActivity.update, { ...options, success: '已保存' });

  function submit() {
    // All of it: the key of a question stands in no field, and answers hang on it.
    const words = form.getFieldsValue(true) as ActivityDraft;
    const body = {
      kind: words.kind ?? 'care_class',
      title: words.title?.trim() ?? '',
      summary: words.summary?.trim() ?? '',
      description: words.description?.trim() ?? '',
      place: words.place?.trim() ?? '',
      fields: questionsOf(words.fields ?? []),
      photoIds: (words.photos ?? []).map(({ id }) => id),
    };
    if (activity) update.mutate({ params: { id: activity.id }, body });
    else create.mutate({ body: { storeId: store.id, ...body } });
  }

  const told = activity ? toldOf(activity) : 0;
  const moved = activity !== null && (draft.place ?? ownPlace(activity)).trim() !== ownPlace(activity);
  return (
    <>
      <PageHead
        tab={activity ? activity.title : '策划活动'}
        back={{ to: back, label: activity ? activity.title : '活动' }}
        title={activity ? '修改活动' : '策划活动'}
        sub={activity ? undefined : '先写好内容存为草稿，再安排场次；发布前车主看不到。'}
      />
      <EditorForm<ActivityDraft>
        form={form}
        initialValues={
          activity
            ? { ...activity, place: ownPlace(activity) }
            : { kind: 'care_class', fields: [], photos: [] }
        }
        submit={eitherOf(create, update)}
        saveText={activity ? '保存' : '保存草稿'}
        back={back}
        testId="activity-save"
        preview={
          <OwnerPreview
            draft={draft}
            storeName={activity?.storeName ?? store.name}
            sessions={(activity?.sessions ?? [])
              .filter((session) => isToCome(session, serverNow()))
              .map(sessionWhen)}
          />
        }
        onFinish={submit}
      >
        <Panel title="内容">
          <div className="editor-line">
            <Form.Item name="kind" label="类型">
              <Select
                data-testid="activity-kind"
                options={activityKinds.map((value) => ({ value, label: activityKindLabel[value] }))}
              />
            </Form.Item>
            <Form.Item
              name="title"
              label="标题"
              rules={[{ required: true, whitespace: true, min: 2, message: '请填写标题，至少 2 个字' }]}
            >
              <Input
                maxLength={40}
                showCount
                data-testid="activity-title"
                placeholder="例如：新车主养护学堂"
              />
            </Form.Item>
          </div>
          <Form.Item name="summary" label="一句话简介">
            <Input
              maxLength={80}
              showCount
              placeholder="例如：45 分钟，看懂您的车"
              data-testid="activity-summary"
            />
          </Form.Item>
          <Form.Item
            name="place"
            label="地点"
            extra={
              moved && told > 0 ? (
                <span className="text-amber">保存后，已报名和候补的 {told} 组车主会收到地点变更通知。</span>
              ) : (
                '不填就在本店'
              )
            }
          >
            <Input maxLength={60} placeholder={store.name} data-testid="activity-place" />
          </Form.Item>
          <Form.Item name="description" label="介绍">
            <Input.TextArea autoSize={{ minRows: 5, maxRows: 14 }} maxLength={4_000} />
          </Form.Item>
          <Form.Item name="photos" label="照片（第一张是封面；活动后的现场照片也加在这里）">
            <PhotosItem max={MOST_PHOTOS} testId="activity-photos" />
          </Form.Item>
        </Panel>
        <Panel title="报名时问什么" extra={<span className="small">最多 6 个问题</span>}>
          {activity?.sessions.some(({ going }) => going > 0) && (
            <p className="hint editor-note">已有车主报名：新加的问题，他们的回答会是空的。</p>
          )}
          <QuestionsField />
        </Panel>
      </EditorForm>
    </>
  );
}

/** Writes a new activity, or changes the words of one. */
export default function ActivityEditPage() {
  const { id } = useParams();
  const may = useMay();
  const query = useActivity(id);
  if (!may('activity.manage')) return <NotFound what="您没有策划活动的权限" />;
  if (id === undefined) return <Editor activity={null} />;
  return (
    <Loaded query={query} missing="没有找到这个活动" blocks={[56, 420]}>
      {(activity) => <Editor key={activity.id} activity={activity} />}
    </Loaded>
  );
}
