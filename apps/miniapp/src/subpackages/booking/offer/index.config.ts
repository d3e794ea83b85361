export default definePageConfig({ navigationBarTitleText: '为您留的时间' });
