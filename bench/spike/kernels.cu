// Spike: kernels whose SASS is counted by count_sass.py (one extern "C" __global__ k per -DKx; UU = unroll factor)
#include <cstdint>
struct S{double eq,pk,dd,s2,ent;int tr,wn;bool pos;};
__device__ __forceinline__ double mx(double a,double b){return a<b?b:a;}
#ifdef KA // SMA cross bar by bar, float64, 5 metrics; columns in shared memory, 1 fast x KC slow per thread
extern "C" __global__ void k(const double*f,const double*r,int nt,double fee,double*out){ extern __shared__ double sh[]; __shared__ double shr[UU]; S s[KC]; for(int c=0;c<KC;c++)s[c]=S{}; int lane=threadIdx.x;
  for(int t=0;t<nt;t++){ __syncthreads(); _Pragma("unroll 1") for(int i=lane;i<UU*256;i+=blockDim.x)sh[i]=f[t*UU*256+i]; if(lane<UU)shr[lane]=r[t*UU+lane]; __syncthreads(); _Pragma("unroll") for(int u=0;u<UU;u++){ double fa=sh[u*256+threadIdx.y],rt=shr[u]; _Pragma("unroll") for(int c=0;c<KC;c++){ S&q=s[c]; bool np=fa>sh[u*256+32*c+32+lane]; double rr=q.pos?rt:0.; q.eq+=rr; q.s2=fma(rr,rr,q.s2); bool ch=np!=q.pos; if(ch)q.eq-=fee; bool cl=ch&&q.pos; if(cl){q.tr++;if(q.eq>q.ent)q.wn++;} if(ch&&np)q.ent=q.eq; q.pk=mx(q.pk,q.eq); q.dd=mx(q.dd,q.pk-q.eq); q.pos=np; } } }
  for(int c=0;c<KC;c++){double*o=out+(c*blockDim.x+lane)*6;o[0]=s[c].eq;o[1]=s[c].dd;o[2]=s[c].s2;o[3]=s[c].tr;o[4]=s[c].wn;} }
#endif
#ifdef KB // mask generation, float64, 2x2 register block; SUB: DADD + sign bit by funnel shift, else DSETP
extern "C" __global__ void k(const double*f,int nt,uint32_t*out){ extern __shared__ double sh[]; int lane=threadIdx.x; uint32_t m[4]={},acc=0;
  for(int t=0;t<nt;t++){ __syncthreads(); _Pragma("unroll 1") for(int i=lane;i<UU*256;i+=blockDim.x)sh[i]=f[t*UU*256+i]; __syncthreads(); _Pragma("unroll") for(int u=0;u<UU;u++){ double fa[2]={sh[u*256+threadIdx.y],sh[u*256+threadIdx.y+8]},a[2]={sh[u*256+32+lane],sh[u*256+64+lane]}; _Pragma("unroll") for(int j=0;j<4;j++){ if(SUB)m[j]=__funnelshift_l(uint32_t(__double2hiint(a[j&1]-fa[j>>1])),m[j],1); else m[j]|=a[j&1]<fa[j>>1]?1u<<(u&31):0u; } }
    for(int j=0;j<4;j++)acc+=__popc(m[j]^(m[j]<<1)); } out[lane]=acc; }
#endif
#ifdef KE // event step, int64: segment aggregates {sum,max,min,dd} of 2^l bars from i; KE=1 segment combine, KE=2 trade close (prefix look-ups)
struct alignas(16) Row{long long a,b,c,d;};
extern "C" __global__ void k(const Row*tb,const longlong2*pre,const uint32_t*ev,int nt,int n,long long fee,long long*out){ long long x=0,pk=0,dd=0,s2=0,ent=0; int wn=0,tr=0; uint32_t i=threadIdx.x,len=blockIdx.x;
  for(int t=0;t<nt;t++){ _Pragma("unroll") for(int u=0;u<UU;u++){
      if(KE==1){ int l=31-__clz(len|1); Row r=tb[uint32_t(l*n)+i]; dd=max(max(dd,r.d),pk-(x+r.c)); pk=max(pk,x+r.b); x+=r.a; i+=1u<<l; len^=1u<<l; }
      else{ uint32_t j=ev[t*UU+u]; longlong2 e=pre[i],c=pre[j]; x+=c.x-e.x-fee; s2+=c.y-e.y; tr++; wn+=x>ent; ent=x; dd=max(dd,pk-x); pk=max(pk,x); i=j; } } }
  out[threadIdx.x]=x+dd+s2+wn+tr+pk; }
#endif
#ifdef KG // GBM + maximum drawdown; KN normal: 0 table, 1 Giles, 2 Box-Muller; KS state: 0 f32, 1 f64, 2 int32; KH: rounds 1-2 hoisted
__device__ __forceinline__ float lg(float x){ uint32_t b=__float_as_uint(x),e=(b-0x3f2aaaabu)&0xff800000u; float m=__uint_as_float(b-e),i=float(int(e))*0x1p-23f,f=m-1.f,s=f*f; float r=fmaf(-0.130187988f,f,0.140889585f),t=fmaf(-0.121489584f,f,0.139809534f); r=fmaf(r,s,t); r=fmaf(r,f,-0.166845024f);r=fmaf(r,f,0.200121149f);r=fmaf(r,f,-0.249996364f);r=fmaf(r,f,0.333331943f);r=fmaf(r,f,-0.5f);r=fmaf(r,s,f); return fmaf(i,0.693147182f,r); }
__device__ __forceinline__ float P9(const float(&c)[9],float x){ float p=c[0]; _Pragma("unroll") for(int i=1;i<9;i++)p=fmaf(p,x,c[i]); return p; }
__device__ __forceinline__ float nrm(uint32_t w,const float*T){ float f=float(int(w)); uint32_t b=__float_as_uint(f);
  if(KN==0){ const float*c=T+((b>>23)&31); float t=__uint_as_float((b&0x7fffffu)|0x3f800000u)-1.5f,p=c[6*32]; _Pragma("unroll") for(int i=5;i>=0;i--)p=fmaf(p,t,c[i*32]); return __uint_as_float(__float_as_uint(p)^(b&0x80000000u)); }
  const float a[9]={2.81022636e-08f,3.43273939e-07f,-3.5233877e-06f,-4.39150654e-06f,0.00021858087f,-0.00125372503f,-0.00417768164f,0.246640727f,1.50140941f},g[9]={-0.000200214257f,0.000100950558f,0.00134934322f,-0.00367342844f,0.00573950773f,-0.0076224613f,0.00943887047f,1.00167406f,2.83297682f};
  float q=fabsf(f)*0x1p-32f,x=fmaf(q,2.f,-1.f),l=-lg(4.f*fmaf(-q,q,q)),p=P9(a,l-2.5f); if(l>=5.f)p=P9(g,__fsqrt_rn(l)-3.f); return __uint_as_float(__float_as_uint(p*1.41421356f*x)^(b&0x80000000u)); }
__device__ __forceinline__ void bm(uint32_t u,uint32_t w,float&z0,float&z1){ float r=__fsqrt_rn(fmaxf(-2.f*lg(fmaf(float(u),0x1p-32f,0x1p-33f)),0.f)); uint32_t q=(w+0x20000000u)>>30; float x=float(int(w-(q<<30)))*1.4629180793e-9f,y=x*x,s=fmaf(fmaf(fmaf(-1.9515296e-4f,y,8.3321609e-3f),y,-1.6666655e-1f),y*x,x),c=fmaf(fmaf(fmaf(fmaf(2.4433157e-5f,y,-1.3887316e-3f),y,4.1666646e-2f),y,-.5f),y,1.f);
  float A=q&1?c:s,B=q&1?s:c; z0=__uint_as_float(__float_as_uint(r*A)^((q<<30)&0x80000000u)); z1=__uint_as_float(__float_as_uint(r*B)^(((q+1)<<30)&0x80000000u)); }
extern "C" __global__ void k(uint2 key,int nt,float a,float b,const float*tab,const uint32_t*un,double*out){ __shared__ float T[224]; __shared__ uint32_t U[1024]; for(int i=threadIdx.x;i<224;i+=blockDim.x)T[i]=tab[i]; for(int i=threadIdx.x;i<1024;i+=blockDim.x)U[i]=un[i]; __syncthreads(); uint32_t p=blockIdx.x*blockDim.x+threadIdx.x;
  uint32_t la=0xCD9E8D57u*p,h=__umulhi(0xCD9E8D57u,p)^key.x,lb=__umulhi(0xD2511F53u,h),lc=0xD2511F53u*h; float x=0,pk=0,dd=0; double X=0,K=0,D=0; int I=0,J=0,L=0;
  for(int t=0;t<nt;t++){ _Pragma("unroll") for(int u=0;u<UU;u++){ uint4 c=make_uint4(t*UU+u,0,p,0); uint2 y=key; if(KH){ const uint4 v=*reinterpret_cast<const uint4*>(&U[(t*UU+u)*4]); c=make_uint4(la^v.x,v.y,lb^v.z,lc); y.x+=2*0x9E3779B9u; y.y+=2*0xBB67AE85u; } _Pragma("unroll") for(int r=KH?2:0;r<10;r++){ uint32_t h0=__umulhi(0xD2511F53u,c.x),l0=0xD2511F53u*c.x,h1=__umulhi(0xCD9E8D57u,c.z),l1=0xCD9E8D57u*c.z; c=make_uint4(h1^c.y^y.x,l1,h0^c.w^y.y,l0); y.x+=0x9E3779B9u; y.y+=0xBB67AE85u; }
      float z[4]; if(KN==2){ bm(c.x,c.y,z[0],z[1]); bm(c.z,c.w,z[2],z[3]); } else{ z[0]=nrm(c.x,T); z[1]=nrm(c.y,T); z[2]=nrm(c.z,T); z[3]=nrm(c.w,T); } _Pragma("unroll") for(int j=0;j<4;j++){ if(KS==0){ x+=fmaf(z[j],b,a); pk=fmaxf(pk,x); dd=fmaxf(dd,pk-x); } else if(KS==1){ X+=fma(double(z[j]),double(b),double(a)); K=mx(K,X); D=mx(D,K-X); } else{ I+=__float2int_rn(fmaf(z[j],b,a)); J=max(J,I); L=max(L,J-I); } } } }
  out[p]=x+dd+X+D+I+L; }
#endif
