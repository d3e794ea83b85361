export default definePageConfig({ navigationBarTitleText: '保养卡' });
