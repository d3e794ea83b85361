export default definePageConfig({ navigationBarTitleText: '呼叫救援' });
